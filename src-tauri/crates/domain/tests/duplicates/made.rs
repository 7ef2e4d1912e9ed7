//! A made list of 5,000 people of the six States with known pairs. Names are put together at random from
//! parts; how each part is spelled is a table here, and shares nothing with the rules that are tried.

use domain::duplicate::Candidate;
use domain::person::Gender;
use domain::state::State;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A part of a name: how its owner writes it, and how lists in Latin letters do.
type Part = (&'static str, &'static [&'static str]);

const KR_FAMILY: &[Part] = &[
    ("김", &["Kim", "Gim"]),
    ("이", &["Lee", "Yi", "Rhee"]),
    ("박", &["Park", "Pak", "Bak"]),
    ("최", &["Choi", "Choe"]),
    ("정", &["Jung", "Jeong", "Chung"]),
    ("강", &["Kang", "Gang"]),
    ("조", &["Cho", "Jo"]),
    ("윤", &["Yoon", "Yun"]),
    ("장", &["Jang", "Chang"]),
    ("임", &["Lim", "Im", "Rim"]),
    ("한", &["Han"]),
    ("오", &["Oh", "O"]),
    ("서", &["Seo", "Suh"]),
    ("신", &["Shin", "Sin"]),
    ("권", &["Kwon", "Gwon"]),
    ("황", &["Hwang"]),
    ("안", &["Ahn", "An"]),
    ("송", &["Song"]),
    ("류", &["Ryu", "Yoo"]),
    ("홍", &["Hong"]),
    ("문", &["Moon", "Mun"]),
    ("배", &["Bae", "Pae"]),
    ("백", &["Baek", "Paik"]),
    ("허", &["Heo", "Hur"]),
    ("노", &["Noh", "Roh"]),
    ("남궁", &["Namgung", "Namkung"]),
];
const KR_GIVEN: &[Part] = &[
    ("민", &["min"]),
    ("준", &["jun", "joon"]),
    ("서", &["seo"]),
    ("윤", &["yun", "yoon"]),
    ("지", &["ji", "jee"]),
    ("현", &["hyun", "hyeon"]),
    ("영", &["young", "yeong"]),
    ("희", &["hee", "hui"]),
    ("수", &["su", "soo"]),
    ("진", &["jin"]),
    ("경", &["kyung", "gyeong"]),
    ("재", &["jae"]),
    ("성", &["sung", "seong"]),
    ("훈", &["hoon", "hun"]),
    ("은", &["eun"]),
    ("우", &["woo", "u"]),
    ("하", &["ha"]),
    ("라", &["ra"]),
    ("태", &["tae"]),
    ("석", &["seok", "suk"]),
    ("미", &["mi"]),
    ("선", &["sun", "seon"]),
    ("호", &["ho"]),
    ("나", &["na"]),
    ("규", &["kyu", "gyu"]),
    ("철", &["chul", "cheol"]),
    ("동", &["dong"]),
    ("혜", &["hye"]),
    ("원", &["won"]),
    ("광", &["kwang", "gwang"]),
];
const KP_FAMILY: &[Part] = &[
    ("김", &["Kim"]),
    ("리", &["Ri", "Rhee"]),
    ("박", &["Pak"]),
    ("최", &["Choe"]),
    ("정", &["Jong", "Chong"]),
    ("림", &["Rim"]),
    ("강", &["Kang"]),
    ("조", &["Jo", "Cho"]),
    ("윤", &["Yun"]),
    ("한", &["Han"]),
    ("오", &["O"]),
];
const CN_FAMILY: &[Part] = &[
    ("王", &["Wang"]),
    ("李", &["Li"]),
    ("张", &["Zhang"]),
    ("刘", &["Liu"]),
    ("陈", &["Chen"]),
    ("杨", &["Yang"]),
    ("赵", &["Zhao"]),
    ("黄", &["Huang"]),
    ("周", &["Zhou"]),
    ("吴", &["Wu"]),
    ("徐", &["Xu"]),
    ("孙", &["Sun"]),
    ("马", &["Ma"]),
    ("朱", &["Zhu"]),
    ("胡", &["Hu"]),
    ("郭", &["Guo"]),
    ("何", &["He"]),
    ("林", &["Lin"]),
    ("吕", &["Lü", "Lu", "Lyu"]),
    ("曾", &["Zeng"]),
    ("欧阳", &["Ouyang"]),
    ("罗", &["Luo"]),
    ("宋", &["Song"]),
    ("谢", &["Xie"]),
];
const CN_GIVEN: &[Part] = &[
    ("伟", &["wei"]),
    ("芳", &["fang"]),
    ("娜", &["na"]),
    ("敏", &["min"]),
    ("静", &["jing"]),
    ("强", &["qiang"]),
    ("磊", &["lei"]),
    ("洋", &["yang"]),
    ("艳", &["yan"]),
    ("勇", &["yong"]),
    ("军", &["jun"]),
    ("杰", &["jie"]),
    ("娟", &["juan"]),
    ("涛", &["tao"]),
    ("明", &["ming"]),
    ("超", &["chao"]),
    ("秀", &["xiu"]),
    ("霞", &["xia"]),
    ("平", &["ping"]),
    ("刚", &["gang"]),
    ("桂", &["gui"]),
    ("晓", &["xiao"]),
    ("华", &["hua"]),
    ("志", &["zhi"]),
    ("海", &["hai"]),
    ("云", &["yun"]),
    ("雪", &["xue"]),
    ("薇", &["wei"]),
    ("文", &["wen"]),
    ("宇", &["yu"]),
];
/// Signs, kana, Latin letters.
type Sign = (&'static str, &'static str, &'static [&'static str]);

const JP_FAMILY: [&[Sign]; 2] = [
    &[
        ("山", "やま", &["yama"]),
        ("小", "お", &["o"]),
        ("中", "なか", &["naka"]),
        ("森", "もり", &["mori"]),
        ("高", "たか", &["taka"]),
        ("北", "きた", &["kita"]),
        ("西", "にし", &["nishi", "nisi"]),
        ("松", "まつ", &["matsu", "matu"]),
        ("竹", "たけ", &["take"]),
        ("藤", "ふじ", &["fuji", "huzi"]),
        ("石", "いし", &["ishi"]),
        ("白", "しら", &["shira", "sira"]),
        ("黒", "くろ", &["kuro"]),
        ("青", "あお", &["ao"]),
        ("岩", "いわ", &["iwa"]),
        ("大", "おお", &["o", "ō", "oh"]),
        ("土", "つち", &["tsuchi"]),
        ("新", "しん", &["shin", "sin"]),
        ("浜", "はま", &["hama"]),
        ("水", "みず", &["mizu"]),
    ],
    &[
        ("田", "た", &["ta"]),
        ("村", "むら", &["mura"]),
        ("本", "もと", &["moto"]),
        ("川", "かわ", &["kawa"]),
        ("野", "の", &["no"]),
        ("原", "はら", &["hara"]),
        ("島", "しま", &["shima", "sima"]),
        ("崎", "さき", &["saki"]),
        ("口", "くち", &["kuchi", "kuti"]),
        ("木", "き", &["ki"]),
        ("沢", "さわ", &["sawa"]),
        ("橋", "はし", &["hashi", "hasi"]),
        ("保", "ぼ", &["bo"]),
        ("谷", "たに", &["tani"]),
        ("藤", "とう", &["to", "tō", "toh"]),
    ],
];
const JP_GIVEN: [&[Sign]; 2] = [
    &[
        ("健", "けん", &["ken"]),
        ("真", "ま", &["ma"]),
        ("優", "ゆう", &["yu", "yū", "yuu"]),
        ("翔", "しょう", &["sho", "shō", "syo"]),
        ("光", "みつ", &["mitsu", "mitu"]),
        ("和", "かず", &["kazu"]),
        ("正", "まさ", &["masa"]),
        ("千", "ち", &["chi", "ti"]),
        ("浩", "こう", &["ko", "kō"]),
        ("友", "とも", &["tomo"]),
        ("春", "はる", &["haru"]),
        ("夏", "なつ", &["natsu"]),
        ("純", "じゅん", &["jun", "zyun"]),
        ("理", "り", &["ri"]),
    ],
    &[
        ("太", "た", &["ta"]),
        ("子", "こ", &["ko"]),
        ("也", "や", &["ya"]),
        ("美", "み", &["mi"]),
        ("人", "と", &["to"]),
        ("介", "すけ", &["suke"]),
        ("郎", "ろう", &["ro", "rō", "rou"]),
        ("恵", "え", &["e"]),
        ("奈", "な", &["na"]),
        ("香", "か", &["ka"]),
        ("樹", "き", &["ki"]),
        ("二", "じ", &["ji", "zi"]),
    ],
];
const MN_FIRST: &[Part] = &[
    ("Бат", &["bat"]),
    ("Мөнх", &["munkh", "mönkh", "munh"]),
    ("Энх", &["enkh", "enh"]),
    ("Ган", &["gan"]),
    ("Отгон", &["otgon"]),
    ("Пүрэв", &["purev", "pürev"]),
    ("Алтан", &["altan"]),
    ("Наран", &["naran"]),
    ("Цэцэг", &["tsetseg"]),
    ("Оюун", &["oyun", "oyuun"]),
    ("Түвшин", &["tuvshin", "tüvshin"]),
    ("Баян", &["bayan"]),
    ("Эрдэнэ", &["erdene"]),
    ("Чулуун", &["chuluun", "chulun"]),
    ("Лхагва", &["lkhagva", "lhagva"]),
    ("Даваа", &["davaa", "dawaa"]),
    ("Хүрэл", &["khurel", "hurel"]),
    ("Төмөр", &["tumur", "tömör", "tomor"]),
    ("Ариун", &["ariun"]),
    ("Уянга", &["uyanga"]),
];
const MN_LAST: &[Part] = &[
    ("баяр", &["bayar", "baiar"]),
    ("болд", &["bold"]),
    ("жаргал", &["jargal"]),
    ("сүрэн", &["suren", "süren"]),
    ("туяа", &["tuya", "tuyaa", "tuia"]),
    ("чимэг", &["chimeg"]),
    ("зул", &["zul"]),
    ("сайхан", &["saikhan", "saihan"]),
    ("цэцэг", &["tsetseg"]),
    ("баатар", &["baatar", "batar"]),
    ("дорж", &["dorj", "dorzh"]),
    ("хүү", &["khuu", "huu"]),
    ("мөнх", &["munkh", "munh"]),
    ("гэрэл", &["gerel"]),
];
/// The father's name: as it is, whose it says, and so in Latin letters.
const MN_FATHER: &[(&str, &str, &[&str])] = &[
    ("Бат", "Батын", &["Bat", "Batyn"]),
    ("Дорж", "Доржийн", &["Dorj", "Dorjiin"]),
    ("Сүх", "Сүхийн", &["Sukh", "Sükh", "Sukhiin"]),
    ("Лхагва", "Лхагвын", &["Lkhagva", "Lhagva"]),
    ("Ганболд", "Ганболдын", &["Ganbold", "Ganboldyn"]),
    ("Цэрэн", "Цэрэнгийн", &["Tseren", "Tserengiin"]),
    ("Намжил", "Намжилын", &["Namjil", "Namjilyn"]),
    ("Баатар", "Баатарын", &["Baatar", "Batar"]),
    ("Жаргал", "Жаргалын", &["Jargal", "Jargalyn"]),
    ("Эрдэнэ", "Эрдэнийн", &["Erdene"]),
    ("Наран", "Нараны", &["Naran"]),
    ("Мөнх", "Мөнхийн", &["Munkh", "Mönkh"]),
    ("Пүрэв", "Пүрэвийн", &["Purev", "Pürev"]),
    ("Тогтох", "Тогтохын", &["Togtokh", "Togtoh"]),
    ("Хишиг", "Хишигийн", &["Khishig", "Hishig"]),
    ("Буян", "Буяны", &["Buyan"]),
    ("Очир", "Очирын", &["Ochir", "Ochiryn"]),
    ("Самдан", "Самдангийн", &["Samdan"]),
    ("Гомбо", "Гомбын", &["Gombo"]),
    ("Шарав", "Шаравын", &["Sharav"]),
    ("Чимид", "Чимидийн", &["Chimid"]),
    ("Рэнцэн", "Рэнцэнгийн", &["Rentsen"]),
];
/// Family names of a man; a woman's has one letter more.
const RU_FAMILY: &[Part] = &[
    ("Петров", &["Petrov", "Petrow"]),
    ("Иванов", &["Ivanov", "Iwanow"]),
    ("Сергеев", &["Sergeev", "Sergeyev"]),
    ("Кузнецов", &["Kuznetsov"]),
    ("Щукин", &["Shchukin", "Schukin"]),
    ("Журавлев", &["Zhuravlev"]),
    ("Хохлов", &["Khokhlov", "Hohlov"]),
    ("Цветков", &["Tsvetkov", "Tzvetkov"]),
    ("Березин", &["Berezin"]),
    ("Лебедев", &["Lebedev"]),
    ("Яковлев", &["Yakovlev", "Iakovlev"]),
    ("Шубин", &["Shubin"]),
    ("Мельников", &["Melnikov", "Mel'nikov"]),
    ("Громов", &["Gromov"]),
    ("Юдин", &["Yudin", "Iudin"]),
    ("Калинин", &["Kalinin"]),
    ("Соболев", &["Sobolev"]),
    ("Фёдоров", &["Fedorov", "Fyodorov"]),
    ("Орлов", &["Orlov"]),
    ("Чернов", &["Chernov"]),
    ("Волков", &["Volkov", "Wolkow"]),
    ("Зуев", &["Zuev", "Zuyev"]),
    ("Ершов", &["Ershov", "Yershov"]),
    ("Титов", &["Titov"]),
    ("Рябов", &["Ryabov", "Riabov"]),
    ("Быков", &["Bykov"]),
    ("Гусев", &["Gusev"]),
    ("Дубов", &["Dubov"]),
    ("Жданов", &["Zhdanov"]),
    ("Ильин", &["Ilyin", "Il'in"]),
    ("Котов", &["Kotov"]),
    ("Лунин", &["Lunin"]),
    ("Миронов", &["Mironov"]),
    ("Носков", &["Noskov"]),
    ("Панов", &["Panov"]),
    ("Седов", &["Sedov"]),
    ("Уваров", &["Uvarov"]),
    ("Чижов", &["Chizhov"]),
];
const RU_MEN: &[Part] = &[
    ("Владимир", &["Vladimir", "Wladimir"]),
    ("Юрий", &["Yuri", "Yury", "Iurii"]),
    ("Александр", &["Alexander", "Aleksandr", "Alexandr"]),
    ("Сергей", &["Sergey", "Sergei"]),
    ("Дмитрий", &["Dmitry", "Dmitri", "Dmitriy"]),
    ("Алексей", &["Alexey", "Aleksei"]),
    ("Евгений", &["Evgeny", "Yevgeny", "Evgenii"]),
    ("Пётр", &["Petr", "Pyotr"]),
    ("Михаил", &["Mikhail", "Mihail"]),
    ("Илья", &["Ilya", "Ilia"]),
    ("Тимофей", &["Timofey", "Timofei"]),
    ("Роман", &["Roman"]),
    ("Глеб", &["Gleb"]),
    ("Олег", &["Oleg"]),
    ("Антон", &["Anton"]),
    ("Борис", &["Boris"]),
    ("Виктор", &["Viktor", "Victor"]),
    ("Григорий", &["Grigory", "Grigoriy"]),
    ("Кирилл", &["Kirill", "Kiril"]),
    ("Максим", &["Maksim", "Maxim"]),
];
const RU_WOMEN: &[Part] = &[
    ("Анна", &["Anna", "Ana"]),
    ("Мария", &["Maria", "Mariya"]),
    ("Ольга", &["Olga", "Ol'ga"]),
    ("Екатерина", &["Ekaterina", "Yekaterina"]),
    ("Наталья", &["Natalia", "Natalya"]),
    ("Юлия", &["Yulia", "Julia", "Iuliia"]),
    ("Татьяна", &["Tatiana", "Tatyana"]),
    ("Ксения", &["Ksenia", "Xenia", "Kseniya"]),
    ("Дарья", &["Daria", "Darya"]),
    ("Вера", &["Vera"]),
    ("Софья", &["Sofia", "Sofya"]),
    ("Ирина", &["Irina"]),
    ("Полина", &["Polina"]),
    ("Александра", &["Alexandra", "Aleksandra"]),
    ("Жанна", &["Zhanna"]),
    ("Лидия", &["Lidia", "Lidiya"]),
    ("Нина", &["Nina"]),
    ("Раиса", &["Raisa"]),
    ("Яна", &["Yana", "Iana"]),
    ("Элла", &["Ella"]),
];

/// A person as they are; a record tells a part of it, spelled in one of the ways.
#[derive(Clone)]
struct Being {
    state: &'static str,
    family: Vec<(String, Vec<String>)>,
    given: Vec<(String, Vec<String>)>,
    /// The native name as lists write it, or in kana.
    native: Vec<String>,
    family_first: bool,
    woman: bool,
    email: String,
    phone: String,
    organisation: String,
}

pub(crate) struct Made {
    pub(crate) people: Vec<Candidate>,
    /// Places of the records that are one person's.
    pub(crate) pairs: Vec<(usize, usize)>,
}

fn one<'a, T>(rng: &mut ChaCha8Rng, all: &'a [T]) -> &'a T {
    all.choose(rng).unwrap()
}

fn part((native, latin): Part) -> (String, Vec<String>) {
    (
        native.to_owned(),
        latin.iter().map(|way| (*way).to_owned()).collect(),
    )
}

fn being(rng: &mut ChaCha8Rng, number: usize) -> Being {
    let state = *one(
        rng,
        &[
            "KR", "KR", "CN", "CN", "JP", "JP", "MN", "MN", "RU", "RU", "KP",
        ],
    );
    let woman = rng.random_bool(0.5);
    let (family, given, native): (_, Vec<_>, Vec<String>) = match state {
        "KR" | "KP" => {
            let families = if state == "KR" { KR_FAMILY } else { KP_FAMILY };
            let family = part(*one(rng, families));
            let given: Vec<_> = (0..2).map(|_| part(*one(rng, KR_GIVEN))).collect();
            let native = format!("{}{}{}", family.0, given[0].0, given[1].0);
            (family, given, vec![native])
        }
        "CN" => {
            let family = part(*one(rng, CN_FAMILY));
            let given: Vec<_> = (0..rng.random_range(1..=2))
                .map(|_| part(*one(rng, CN_GIVEN)))
                .collect();
            let native = given
                .iter()
                .fold(family.0.clone(), |name, part| name + &part.0);
            (family, given, vec![native])
        }
        "JP" => {
            let mut put = |parts: [&'static [Sign]; 2]| -> Vec<Sign> {
                parts.iter().map(|all| *one(rng, all)).collect()
            };
            let (family, given) = (put(JP_FAMILY), put(JP_GIVEN));
            let signs = |parts: &[Sign]| parts.iter().map(|part| part.0).collect::<String>();
            let kana = |parts: &[Sign]| parts.iter().map(|part| part.1).collect::<String>();
            let native = vec![
                signs(&family) + &signs(&given),
                format!("{} {}", signs(&family), signs(&given)),
                format!("{} {}", kana(&family), kana(&given)),
            ];
            let spelled = |parts: Vec<Sign>| {
                parts
                    .into_iter()
                    .map(|(signs, _, latin)| part((signs, latin)))
                    .collect::<Vec<_>>()
            };
            return Being {
                family: spelled(family),
                ..made_up(rng, number, state, woman, spelled(given), native)
            };
        }
        "MN" => {
            let (father, whose, latin) = *one(rng, MN_FATHER);
            let given = vec![part(*one(rng, MN_FIRST)), part(*one(rng, MN_LAST))];
            let native = vec![format!("{whose} {}{}", given[0].0, given[1].0)];
            (part((father, latin)), given, native)
        }
        _ => {
            let (family, latin) = *one(rng, RU_FAMILY);
            let end = if woman { "a" } else { "" };
            let native_end = if woman { "а" } else { "" };
            let latin = latin.iter().map(|way| format!("{way}{end}")).collect();
            let given = part(*one(rng, if woman { RU_WOMEN } else { RU_MEN }));
            let family = (format!("{family}{native_end}"), latin);
            let native = vec![
                format!("{} {}", family.0, given.0),
                format!("{} {}", given.0, family.0),
            ];
            (family, vec![given], native)
        }
    };
    Being {
        family: vec![family],
        ..made_up(rng, number, state, woman, given, native)
    }
}

fn made_up(
    rng: &mut ChaCha8Rng,
    number: usize,
    state: &'static str,
    woman: bool,
    given: Vec<(String, Vec<String>)>,
    native: Vec<String>,
) -> Being {
    Being {
        state,
        family_first: !matches!(state, "MN" | "RU"),
        native,
        woman,
        email: format!("person{number}@made-{}.example", state.to_lowercase()),
        phone: format!(
            "+{} {:08}",
            rng.random_range(7..90),
            rng.random_range(10_000_000..99_999_999)
        ),
        organisation: format!("Office {} of {state}", rng.random_range(0..60)),
        family: Vec::new(),
        given,
    }
}

fn latin(rng: &mut ChaCha8Rng, parts: &[(String, Vec<String>)], joint: &str) -> String {
    let parts: Vec<String> = parts
        .iter()
        .map(|(_, ways)| one(rng, ways).clone())
        .collect();
    let joined = parts.join(joint);
    let mut letters = joined.chars();
    let first = letters.next().unwrap();
    first.to_uppercase().chain(letters).collect()
}

/// One of the ways in which lists tell of someone; everything but the name is left as it is.
fn record(rng: &mut ChaCha8Rng, of: &Being, way: usize) -> Candidate {
    let joint = *one(rng, &["", "-", " "]);
    let joint = if matches!(of.state, "KR" | "KP" | "CN") {
        joint
    } else {
        ""
    };
    let (family, given) = (latin(rng, &of.family, ""), latin(rng, &of.given, joint));
    let native = one(rng, &of.native).clone();
    let (family, given, native) = match way {
        // Both parts and the native name; both parts; swapped; in one cell, either way round; native alone.
        0 => (family, given, native),
        1 => (family.to_uppercase(), given, String::new()),
        2 => (given, family, String::new()),
        3 if of.family_first => (
            String::new(),
            format!("{} {given}", family.to_uppercase()),
            String::new(),
        ),
        3 => (
            String::new(),
            format!("{given} {}", family.to_uppercase()),
            String::new(),
        ),
        4 => (
            String::new(),
            format!("{} {}", latin(rng, &of.given, ""), family),
            String::new(),
        ),
        _ => (String::new(), String::new(), native),
    };
    let gender = match rng.random_range(0..3) {
        0 => None,
        _ if of.woman => Some(Gender::Woman),
        _ => Some(Gender::Man),
    };
    Candidate {
        family,
        given,
        native,
        emails: vec![of.email.clone()],
        phones: vec![of.phone.clone()],
        organisation: of.organisation.clone(),
        state: State::read(of.state).ok(),
        gender,
    }
}

/// The same person told of elsewhere.
fn again(rng: &mut ChaCha8Rng, of: &Being, first: &Candidate) -> Candidate {
    let japanese_signs_alone =
        |native: &str| of.state == "JP" && native.chars().any(|letter| letter >= '\u{4e00}');
    // Signs without a reading can be known again by the signs alone.
    let way = loop {
        let way = rng.random_range(0..6);
        if way == 5 && of.state == "JP" && !japanese_signs_alone(&first.native) {
            continue;
        }
        break way;
    };
    let mut told = record(rng, of, way);
    if way == 5 && of.state == "JP" {
        told.native.clone_from(&first.native);
    }
    match rng.random_range(0..6) {
        // The mailbox is the same; the rest is not told, or they work elsewhere now.
        0 => {
            told.phones.clear();
            told.organisation = if rng.random_bool(0.5) {
                String::new()
            } else {
                "Another office".to_owned()
            };
        }
        // A private mailbox, the same office.
        1 | 2 => {
            told.emails = vec![format!(
                "private{}@made-mail.example",
                rng.random_range(0..9_999_999)
            )];
            told.phones.clear();
        }
        // The name alone, with the State or not.
        3 => {
            told.emails.clear();
            told.phones.clear();
            told.organisation.clear();
            if rng.random_bool(0.3) {
                told.state = None;
            }
        }
        // The telephone, written otherwise.
        4 => {
            told.emails.clear();
            told.organisation.clear();
            told.phones = vec![told.phones[0].replace(['+', ' '], "")];
        }
        // The same office, and nothing else.
        _ => {
            told.emails.clear();
            told.phones.clear();
            told.state = None;
        }
    }
    told
}

/// A slip of the hand in the given name: two letters change places, or one is left out.
fn mistyped(rng: &mut ChaCha8Rng, name: &str) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    if letters.len() < 6 {
        return name.to_owned();
    }
    let at = rng.random_range(2..letters.len() - 2);
    if rng.random_bool(0.5) {
        letters.swap(at, at + 1);
    } else {
        letters.remove(at);
    }
    letters.into_iter().collect()
}

/// 5,000 records, of which some 800 pairs are one person's.
pub(crate) fn made(seed: u64) -> Made {
    made_of(&mut ChaCha8Rng::seed_from_u64(seed)).0
}

/// The same, with the records of 100 who work elsewhere now and of 30 who have another family name now.
pub(crate) fn made_with_moved(seed: u64) -> (Made, Vec<(usize, usize)>) {
    let rng = &mut ChaCha8Rng::seed_from_u64(seed);
    let (mut made, beings) = made_of(rng);
    let mut moved = Vec::new();
    for at in 2_000..2_100 {
        let mut told = record(rng, &beings[at], 1);
        told.organisation = format!("New office {at}");
        told.emails = vec![format!("moved{at}@made-new.example")];
        told.phones.clear();
        moved.push((at, made.people.len()));
        made.people.push(told);
    }
    for at in 2_100..2_130 {
        let mut told = made.people[at].clone();
        made.people[at].emails = vec![format!("renamed{at}@made-mail.example")];
        told.emails.clone_from(&made.people[at].emails);
        (told.family, told.native) = (format!("Newname{at}"), String::new());
        told.phones.clear();
        moved.push((at, made.people.len()));
        made.people.push(told);
    }
    (made, moved)
}

fn made_of(rng: &mut ChaCha8Rng) -> (Made, Vec<Being>) {
    let mut made = Made {
        people: Vec::new(),
        pairs: Vec::new(),
    };
    let mut number = 0;
    let mut beings = Vec::new();
    for _ in 0..3_400 {
        number += 1;
        let being = being(rng, number);
        let way = rng.random_range(0..2);
        made.people.push(record(rng, &being, way));
        beings.push(being);
    }
    // Known pairs.
    for at in 0..800 {
        let told = if at % 10 == 9 && matches!(beings[at].state, "RU" | "MN") {
            let mut told = record(rng, &beings[at], 1);
            made.people[at] = record(rng, &beings[at], 1);
            if at % 20 == 19 && beings[at].state == "MN" {
                let first = told.family.chars().next().unwrap();
                told.family = format!("{first}.");
            } else {
                told.family.clone_from(&made.people[at].family);
                told.given = mistyped(rng, &made.people[at].given);
            }
            told.emails.clear();
            told.phones.clear();
            told
        } else {
            let first = made.people[at].clone();
            again(rng, &beings[at], &first)
        };
        made.pairs.push((at, made.people.len()));
        made.people.push(told);
    }
    // The same name, another person in another office.
    for at in 800..1_200 {
        number += 1;
        let mut other = beings[at].clone();
        other.organisation = format!("Other office {}", rng.random_range(0..60));
        other.email = format!("other{number}@made-other.example");
        other.phone = format!("+1 {}", 20_000_000 + number);
        let way = rng.random_range(0..2);
        made.people.push(record(rng, &other, way));
    }
    // Brothers, sisters and namesakes of the family in one office: the given name differs.
    for at in 1_200..1_500 {
        number += 1;
        let mut other = loop {
            let other = being(rng, number);
            if other.state == beings[at].state && other.given != beings[at].given {
                break other;
            }
        };
        other.family.clone_from(&beings[at].family);
        other.organisation.clone_from(&beings[at].organisation);
        made.people.push(record(rng, &other, 1));
    }
    // Two who share their office's mailbox and telephone.
    for at in 1_500..5_000 - made.people.len() + 1_500 {
        number += 1;
        let mut other = loop {
            let other = being(rng, number);
            if other.state == beings[at].state
                && other.given != beings[at].given
                && other.family != beings[at].family
            {
                break other;
            }
        };
        other.organisation.clone_from(&beings[at].organisation);
        other.email.clone_from(&beings[at].email);
        other.phone.clone_from(&beings[at].phone);
        made.people.push(record(rng, &other, 0));
    }
    (made, beings)
}
