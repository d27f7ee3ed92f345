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
	{"à Abidjan", "in Abidjan", "в Абиджане"}, {"à Accra", "in Accra", "в Аккре"}, {"à Addis-Abeba", "in Addis Ababa", "в Аддис-Абебе"}, {"à Alger", "in Algiers", "в Алжире"},
	{"à Amman", "in Amman", "в Аммане"}, {"à Antananarivo", "in Antananarivo", "в Антананариву"}, {"à Asunción", "in Asuncion", "в Асунсьоне"}, {"à Bagdad", "in Baghdad", "в Багдаде"},
	{"à Bakou", "in Baku", "в Баку"}, {"à Bangkok", "in Bangkok", "в Бангкоке"}, {"à Belgrade", "in Belgrade", "в Белграде"}, {"à Bichkek", "in Bishkek", "в Бишкеке"},
	{"à Bucarest", "in Bucharest", "в Бухаресте"}, {"à Budapest", "in Budapest", "в Будапеште"}, {"à Caracas", "in Caracas", "в Каракасе"}, {"à Casablanca", "in Casablanca", "в Касабланке"},
	{"à Chisinau", "in Chisinau", "в Кишинёве"}, {"à Colombo", "in Colombo", "в Коломбо"}, {"à Conakry", "in Conakry", "в Конакри"}, {"à Dacca", "in Dhaka", "в Дакке"},
	{"à Damas", "in Damascus", "в Дамаске"}, {"à Douala", "in Douala", "в Дуале"}, {"à Erevan", "in Yerevan", "в Ереване"}, {"à Hambourg", "in Hamburg", "в Гамбурге"},
	{"à Jakarta", "in Jakarta", "в Джакарте"}, {"à Kaboul", "in Kabul", "в Кабуле"}, {"à Kampala", "in Kampala", "в Кампале"}, {"à Kinshasa", "in Kinshasa", "в Киншасе"},
	{"à Lahore", "in Lahore", "в Лахоре"}, {"à Lisbonne", "in Lisbon", "в Лиссабоне"}, {"à Lusaka", "in Lusaka", "в Лусаке"}, {"à Managua", "in Managua", "в Манагуа"},
	{"à Maputo", "in Maputo", "в Мапуту"}, {"à Marseille", "in Marseille", "в Марселе"}, {"à Minsk", "in Minsk", "в Минске"}, {"à Mombasa", "in Mombasa", "в Момбасе"},
	{"à Montevideo", "in Montevideo", "в Монтевидео"}, {"à Niamey", "in Niamey", "в Ниамее"}, {"à Odessa", "in Odesa", "в Одессе"}, {"à Rabat", "in Rabat", "в Рабате"},
	{"à Riga", "in Riga", "в Риге"}, {"à Séoul", "in Seoul", "в Сеуле"}, {"à Sofia", "in Sofia", "в Софии"}, {"à Tachkent", "in Tashkent", "в Ташкенте"},
	{"à Téhéran", "in Tehran", "в Тегеране"}, {"à Varsovie", "in Warsaw", "в Варшаве"}, {"à Yaoundé", "in Yaounde", "в Яунде"}, {"à Zagreb", "in Zagreb", "в Загребе"},
}

var onDay = [3]string{"le %d %s", "on %d %s", "%d %s"}

var months = [3][12]string{
	{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
	{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	{"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"},
}

// happened are happenings in each language, as they stand behind "dans", "in" and «при».
var happened = [][3]string{
	{"l'effondrement d'un immeuble", "the collapse of a building", "обрушении здания"},
	{"l'explosion d'un dépôt de carburant", "an explosion at a fuel depot", "взрыве на нефтебазе"},
	{"l'incendie d'un marché", "a market blaze", "пожаре на рынке"},
	{"le déraillement d'un train", "a train derailment", "крушении поезда"},
}

// context are the parts of sentences that tell no figure: who, does what, with what, how.
var context = [3][4][]string{
	{
		{"Le préfet", "La mairie", "Un voisin", "Le syndicat des dockers", "La directrice de l'école", "Un commerçant du port", "L'évêque", "La cheffe des pompiers", "Un ingénieur", "Le club nautique", "Une institutrice", "Le conseil de quartier", "La compagnie des eaux", "Un photographe", "La gérante de l'hôtel", "Le gardien du stade"},
		{"a réclamé", "a longtemps refusé", "promet maintenant", "a fait ouvrir", "examine depuis hier", "a vu de loin", "a retrouvé intacts", "a perdu", "garde encore", "décrit avec soin", "a prêté sans attendre", "redoute", "a remercié pour", "a photographié", "a fermé", "finance"},
		{"les archives de la rue basse", "un pont provisoire", "deux camions de sable", "la salle des fêtes", "un vieux registre", "le mur du cimetière", "la citerne du marché", "une lettre des assureurs", "le phare du môle", "les clés de l'entrepôt", "un repas chaud pour tous", "la cour du lycée", "le chemin de halage", "un terrain vague", "la sirène de l'usine", "les bancs de l'église"},
		{"malgré la pluie", "avant la tombée du jour", "avec l'aide des bénévoles", "sans prévenir personne", "à la demande des familles", "pour la troisième fois", "sous le regard des enfants", "au bout de la jetée", "après une longue discussion", "en attendant les experts"},
	},
	{
		{"The harbour master", "A neighbour", "The school board", "The dockers' union", "A baker", "The bishop", "The fire chief", "An engineer", "The rowing club", "A teacher", "The water company", "A photographer", "The hotel manager", "The stadium keeper", "A retired pilot", "The library"},
		{"asked for", "had long refused", "now promises", "opened", "has been studying", "saw from afar", "found unharmed", "lost", "still guards", "described with care", "lent at once", "fears for", "gave thanks for", "photographed", "closed", "pays for"},
		{"the records of Lower Street", "a makeshift bridge", "two lorries of sand", "the assembly hall", "an old ledger", "the cemetery wall", "the market cistern", "a letter from the insurers", "the lighthouse on the mole", "the keys of the warehouse", "a hot meal for all", "the school yard", "the towpath", "a piece of waste ground", "the factory siren", "the church benches"},
		{"in spite of the rain", "before nightfall", "with the help of volunteers", "without telling anybody", "at the families' request", "for the third time", "while the children looked on", "at the end of the pier", "after a long talk", "until the experts come"},
	},
	{
		{"Начальник порта", "Соседка", "Школьный совет", "Профсоюз докеров", "Пекарь", "Епископ", "Начальница пожарных", "Инженер", "Гребной клуб", "Учительница", "Водоканал", "Фотограф", "Хозяйка гостиницы", "Сторож стадиона", "Бывший лётчик", "Библиотека"},
		{"просит вернуть", "долго не отдавал", "обещает теперь", "открыл наконец", "изучает со вчерашнего дня", "видел издали", "нашёл нетронутыми", "потерял", "всё ещё охраняет", "подробно описал", "сразу одолжил", "опасается за", "благодарит за", "снял на плёнку", "закрыл", "оплачивает"},
		{"архив Нижней улицы", "временный мост", "два грузовика песка", "актовый зал", "старую книгу записей", "стену кладбища", "рыночную цистерну", "письмо страховщиков", "маяк на молу", "ключи от склада", "горячий обед для всех", "школьный двор", "бечевник", "пустырь за рекой", "заводскую сирену", "церковные скамьи"},
		{"несмотря на дождь", "до наступления темноты", "вместе с добровольцами", "никого не предупредив", "по просьбе семей", "уже в третий раз", "на глазах у детей", "в конце причала", "после долгого разговора", "до приезда экспертов"},
	},
}
