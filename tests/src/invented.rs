//! People who do not exist, for lists to import.

/// Family name, given name, native name, State.
const PATTERNS: [(&str, &str, &str, &str); 8] = [
    ("WANG", "Xiaojia", "王小假", "China"),
    ("KIM", "Ga-gong", "김가공", "Republic of Korea"),
    ("SUZUSHIMA", "Hanami", "鈴島花見", "Japan"),
    ("BATBAYAR", "Oyuun", "Батбаярын Оюун", "Mongolia"),
    ("PETROVA", "Anna", "Петрова Анна", "Russian Federation"),
    ("RI", "Chol-su", "리철수", "DPRK"),
    ("LI", "Jiaming, \"Lily\"", "李假名", "China"),
    ("PARK", "Ga-sang", "박가상", "ROK"),
];

/// A list in which one person stands twice, in two scripts, with what only one of the two lines tells.
pub const TWICE: &str = "\
Family name,Given name,Native name,Position,Organisation,State,E-mail,Note
KIM,Ga-gong,김가공,Director,Office of Invented Air,Republic of Korea,gagong.kim@invented.example,speaks last
,Gagong KIM,,,Office of Invented Air,Republic of Korea,gagong@invented-mail.example,needs a ramp
";

/// A list as a spreadsheet saves it, with a heading: `count` people, and after them two lines that cannot be taken
/// (no name at all; an address that is none), in lines `count + 2` and `count + 3`.
#[must_use]
pub fn people_csv(count: usize) -> String {
    let mut lines = vec![
        "Family name,Given name,Native name,Title,Gender,Position,Organisation,State,E-mail,Capacity".to_owned(),
    ];
    for number in 1..=count {
        let (family, given, native, state) = PATTERNS[number % PATTERNS.len()];
        let gender = if number % 2 == 0 { "F" } else { "M" };
        let capacity = match number {
            1 => "Chair",
            2..=7 => "Head of delegation",
            8..=15 => "Speaker",
            _ => "Delegate",
        };
        let given = given.replace('"', "\"\"");
        lines.push(format!(
            "{family},\"{given} {number}\",{native},Dr,{gender},Invented expert,\"Office of Demonstration, Air\",{state},person{number}@invented.example,{capacity}"
        ));
    }
    lines.push(",,,,,,Office of Demonstration,Japan,nobody@invented.example,Delegate".to_owned());
    lines.push(
        "NASHIDA,Reiji,梨田零二,Mr,M,,Office of Demonstration,Japan,not an address,Delegate"
            .to_owned(),
    );
    lines.join("\r\n") + "\r\n"
}
