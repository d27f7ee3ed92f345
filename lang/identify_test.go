package lang

import (
	"strings"
	"testing"
)

func testIdentifier(t testing.TB) *Identifier {
	t.Helper()
	own, err := Builtin().Samples()
	if err != nil {
		t.Fatal(err)
	}
	rivals, err := Rivals()
	if err != nil {
		t.Fatal(err)
	}
	return NewIdentifier(own, rivals)
}

// sentences of news, a language a line; several in one language are parted by "|".
//
//lint:ignore ST1018 Persian is written with a zero-width non-joiner
const sentences = `
fr: Trois soldats ont été tués mardi dans une embuscade près de la frontière.|Le ministre a démenti ces informations dans un communiqué.|Selon la police, aucun blessé n'est à déplorer.|La grève continue dans les ports du nord.|Les secours cherchent encore des survivants sous les décombres.
en: Three soldiers were killed on Tuesday in an ambush near the border.|The minister denied the reports in a statement.|According to police, no one was hurt.|The strike goes on in the ports of the north.|Rescuers are still looking for survivors under the rubble.
ru: Трое военных погибли во вторник в засаде у границы.|Министр опроверг эти сообщения в заявлении.|По данным полиции, никто не пострадал.|Забастовка продолжается в портах севера.|Спасатели всё ещё ищут выживших под завалами.
uk: Троє військових загинули у вівторок у засідці біля кордону.|За даними поліції, ніхто не постраждав, але будинок пошкоджено.
be: Трое вайскоўцаў загінулі ў аўторак у засадзе каля мяжы, паведамілі ў міністэрстве.
bg: Трима военни загинаха във вторник при засада край границата.|Според полицията няма пострадали, но сградата е повредена.
sr: Тројица војника погинула су у уторак у заседи близу границе.|Према подацима полиције, нико није повређен.
mk: Тројца војници загинаа во вторникот во заседа близу границата, соопшти министерството.
kk: Сейсенбі күні шекара маңында үш әскери қызметкер қаза тапты.|Полицияның мәліметінше, ешкім зардап шеккен жоқ.
ky: Шейшемби күнү чек арада үч аскер кызматкери каза болду, деп билдирди министрлик.
mn: Мягмар гарагт хилийн ойролцоо гурван цэрэг амь үрэгджээ гэж яам мэдэгдэв.
tg: Рӯзи сешанбе дар наздикии марз се низомӣ кушта шуданд, гуфт вазорат.
es: Tres soldados murieron el martes en una emboscada cerca de la frontera.|Según la policía, no hubo heridos en el ataque.
it: Tre soldati sono stati uccisi martedì in un agguato vicino al confine.|Secondo la polizia non ci sono feriti.
pt: Três soldados foram mortos na terça-feira em uma emboscada perto da fronteira, segundo a polícia.
ro: Trei soldați au fost uciși marți într-o ambuscadă lângă graniță.|Potrivit poliției, nimeni nu a fost rănit.
ca: Tres soldats van morir dimarts en una emboscada a prop de la frontera, segons la policia.
de: Drei Soldaten sind am Dienstag in einem Hinterhalt nahe der Grenze getötet worden.|Nach Angaben der Polizei wurde niemand verletzt.
nl: Drie soldaten zijn dinsdag gedood in een hinderlaag bij de grens.|Volgens de politie raakte niemand gewond.
sv: Tre soldater dödades på tisdagen i ett bakhåll nära gränsen, enligt polisen.
da: Tre soldater blev dræbt tirsdag i et baghold nær grænsen, siger politiet.
no: Tre soldater ble drept tirsdag i et bakhold nær grensen, ifølge politiet.
fi: Kolme sotilasta kuoli tiistaina väijytyksessä lähellä rajaa, poliisi kertoi, mutta se ei ole varmaa.
pl: Trzech żołnierzy zginęło we wtorek w zasadzce w pobliżu granicy, podała policja.
cs: Tři vojáci zahynuli v úterý při přepadení nedaleko hranic, uvedla policie.
hu: Három katona meghalt kedden egy rajtaütésben a határ közelében, közölte a rendőrség.
tr: Sınır yakınında salı günü kurulan pusuda üç asker öldü, polis bunun bir saldırı olduğunu açıkladı.
az: Çərşənbə axşamı sərhəd yaxınlığında üç əsgər həlak olub, polis bildirib.
id: Tiga tentara tewas pada hari Selasa dalam penyergapan di dekat perbatasan, kata polisi.
vi: Ba binh sĩ đã thiệt mạng hôm thứ Ba trong một cuộc phục kích gần biên giới, cảnh sát cho biết.
el: Τρεις στρατιώτες σκοτώθηκαν την Τρίτη σε ενέδρα κοντά στα σύνορα.
hy: Երեքշաբթի օրը սահմանի մոտ սպանվել է երեք զինծառայող, հայտնել է նախարարությունը։
ka: სამი ჯარისკაცი სამშაბათს საზღვართან ჩასაფრებისას დაიღუპა.
ar: قتل ثلاثة جنود يوم الثلاثاء في كمين قرب الحدود، بحسب ما قالت الشرطة.
fa: سه سرباز روز سه‌شنبه در کمینی نزدیک مرز کشته شدند، پلیس گفت که این حمله بود.
he: שלושה חיילים נהרגו ביום שלישי במארב ליד הגבול.
zh: 警方称，周二在边境附近的一次伏击中有三名士兵丧生。
ja: 火曜日、国境付近の待ち伏せで兵士三人が死亡したと警察が発表した。
ko: 화요일 국경 근처 매복 공격으로 군인 세 명이 숨졌다고 경찰이 밝혔다.
`

func TestIdentify(t *testing.T) {
	id := testIdentifier(t)
	right, all := 0, 0
	for _, line := range strings.Split(strings.TrimSpace(sentences), "\n") {
		want, rest, _ := strings.Cut(line, ": ")
		for _, s := range strings.Split(rest, "|") {
			all++
			got := id.Identify(s)
			if got.Lang == want {
				right++
				continue
			}
			if id.Supports(got.Lang) || id.Supports(want) {
				t.Errorf("%s is read as %q: %s", want, got.Lang, s)
			} else {
				t.Logf("%s is taken for %q: %s", want, got.Lang, s)
			}
		}
	}
	if right*100 < all*93 {
		t.Errorf("%d of %d right", right, all)
	}
}

func TestIdentifyNothing(t *testing.T) {
	id := testIdentifier(t)
	for _, s := range []string{"", "12 345", "— !?", "xkcd qwrt zzzz"} {
		if got := id.Identify(s); got.Sure && got.Lang != "" {
			t.Errorf("%q: %+v", s, got)
		}
	}
}

func FuzzIdentify(f *testing.F) {
	f.Add("Trois soldats ont été tués")
	f.Add("\xffé")
	id := testIdentifier(f)
	f.Fuzz(func(t *testing.T, s string) { id.Identify(s) })
}

func BenchmarkIdentify(b *testing.B) {
	id := testIdentifier(b)
	text := strings.Repeat("Selon la police, aucun blessé n'est à déplorer. ", 60)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		id.Identify(text)
	}
}
