package synth

var langs = [3]string{"fr", "en", "ru"}

var outlets = [3][]string{
	{"Agence Boussole", "Le Quai du Nord", "Radio Lagune"},
	{"Lantern Wire", "The Estuary Post", "Meridian Daily"},
	{"Маяк-Информ", "Вечерняя гавань", "Северный листок"},
}

var places = [][3]string{
	{"à Almaty", "in Almaty", "в Алматы"}, {"à Oran", "in Oran", "в Оране"}, {"à Bamako", "in Bamako", "в Бамако"}, {"à Beyrouth", "in Beirut", "в Бейруте"},
	{"à Lima", "in Lima", "в Лиме"}, {"à Manille", "in Manila", "в Маниле"}, {"à Karachi", "in Karachi", "в Карачи"}, {"à Lagos", "in Lagos", "в Лагосе"},
	{"à Ankara", "in Ankara", "в Анкаре"}, {"à Quito", "in Quito", "в Кито"}, {"à Dakar", "in Dakar", "в Дакаре"}, {"à Tbilissi", "in Tbilisi", "в Тбилиси"},
	{"à Hanoï", "in Hanoi", "в Ханое"}, {"à Tunis", "in Tunis", "в Тунисе"}, {"à Bogota", "in Bogota", "в Боготе"}, {"à Nairobi", "in Nairobi", "в Найроби"},
}

// happened are happenings in each language, as they stand behind "dans", "in" and «при».
var happened = [][3]string{
	{"l'effondrement d'un immeuble", "the collapse of a building", "обрушении здания"},
	{"l'explosion d'un dépôt de carburant", "an explosion at a fuel depot", "взрыве на нефтебазе"},
	{"l'incendie d'un marché", "a market blaze", "пожаре на рынке"},
	{"le déraillement d'un train", "a train derailment", "крушении поезда"},
}

// context are paragraphs of two sentences that tell no figure.
var context = [3][]string{
	{
		"Les secours ont travaillé toute la nuit sous une pluie fine. Des riverains leur ont apporté du thé, des couvertures et des lampes.",
		"La circulation est restée coupée dans le quartier. Les écoles voisines ont fermé leurs portes jusqu'à la fin de la semaine.",
		"Une cellule d'aide aux familles a été ouverte dans le gymnase municipal. Des bénévoles s'y relaient jour et nuit.",
		"Le gouvernement a promis une enquête rapide et publique. L'opposition réclame une commission indépendante du pouvoir.",
		"Les marchands du port ont baissé leur rideau en signe de deuil. Un office sera célébré dimanche dans la grande église.",
		"Les assureurs ont envoyé leurs experts dès le matin. Ils refusent pour l'instant d'avancer une estimation des dégâts.",
		"Des dons arrivent de toute la région. La mairie demande désormais de préférer l'argent aux vêtements, trop nombreux.",
	},
	{
		"Rescue teams worked through the night in a thin rain. Neighbours brought them tea, blankets and lamps from the houses around.",
		"Traffic stayed blocked in the district. Schools nearby closed their doors until the end of the week, parents were informed by letter.",
		"A centre for families was opened in the town's sports hall. Volunteers take turns there by day and by night.",
		"The government promised a quick and public inquiry. The opposition wants a commission that does not answer to it.",
		"Shopkeepers at the harbour closed their shutters in mourning. A service will be held on Sunday in the old church.",
		"Insurers sent their experts in the morning. They refuse for the moment to put a price on the damage.",
		"Gifts keep coming from all over the region. The town hall now asks for money rather than clothes, of which there are too many.",
	},
	{
		"Спасатели работали всю ночь под мелким дождём. Жители соседних домов приносили им чай, одеяла и фонари.",
		"Движение в районе остаётся перекрытым. Ближайшие школы закрыты до конца недели, родителей предупредили письмом.",
		"В городском спортзале открыт центр помощи семьям. Добровольцы дежурят там днём и ночью.",
		"Правительство обещало быстрое и открытое расследование. Оппозиция требует комиссии, которая ему не подчиняется.",
		"Торговцы в порту опустили ставни в знак траура. В воскресенье в старой церкви пройдёт служба.",
		"Страховщики прислали экспертов уже утром. Называть сумму ущерба они пока отказываются.",
		"Пожертвования поступают со всей области. Мэрия просит теперь присылать деньги, а не одежду, которой слишком много.",
	},
}
