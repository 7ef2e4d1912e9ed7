//! The words that people write into cells, in the region's languages, as the domain's own.
//!
//! The tables hold them, with a bar between two, as [`folded`] leaves them. A word of the domain's
//! own vocabulary is known without standing there.

use domain::participation::{Capacity, Reply};
use domain::person::Gender;
use domain::state::State;

const GENDERS: &[(Gender, &str)] = &[
    (
        Gender::Woman,
        "female|f|w|ms|mrs|miss|女|女性|女士|여|여성|여자|ж|жен|женский|женщина|эм|\
         эмэгтэй",
    ),
    (
        Gender::Man,
        "male|m|mr|男|男性|先生|남|남성|남자|м|муж|мужской|мужчина|эр|эрэгтэй",
    ),
    (
        Gender::Other,
        "x|non binary|nonbinary|diverse|其他|その他|기타|другой|другое|бусад",
    ),
    (
        Gender::NotSaid,
        "prefer not to say|not stated||n/a|na|unknown|未说明|不详|回答しない|無回答|\
         무응답|не указан|не указано|хэлээгүй",
    ),
];

const REPLIES: &[(Reply, &str)] = &[
    (
        Reply::Accepted,
        "yes|y|accept|confirmed|attending|will attend|是|接受|参加|參加|出席|确认|確認|\
         はい|承諾|예|네|참석|참가|수락|승낙|да|принял|приняла|принял(а)|принято|\
         участвует|участвую|подтвердил|подтвердила|подтвердил(а)|подтверждено|будет|\
         тийм|оролцоно|ирнэ|зөвшөөрсөн",
    ),
    (
        Reply::Declined,
        "no|n|decline|not attending|will not attend|regrets|否|拒绝|拒絕|不参加|不參加|\
         不出席|缺席|欠席|辞退|いいえ|아니오|아니요|불참|불참석|거절|нет|отклонил|\
         отклонила|отклонил(а)|отклонено|отказ|отказался|отказалась|не участвует|\
         не участвую|не будет|үгүй|оролцохгүй|ирэхгүй|татгалзсан",
    ),
    (
        Reply::Tentative,
        "maybe|perhaps|possibly|to be confirmed|tbc|待定|未定|検討中|미정|검토중|\
         검토 중|возможно|под вопросом|тодорхойгүй|магадгүй",
    ),
    (
        Reply::NeedsAction,
        "|pending|no reply|no response|未回复|未回覆|未回答|未返信|미회신|무응답|\
         нет ответа|не ответил|не ответила|не ответил(а)|хариу өгөөгүй",
    ),
    (
        Reply::Delegated,
        "委托|委託|代理出席|代理|대리참석|대리 참석|위임|делегировал|делегировала|\
         делегировал(а)",
    ),
];

const CAPACITIES: &[(Capacity, &str)] = &[
    (
        Capacity::Chair,
        "chairperson|chairman|chairwoman|主席|議長|议长|의장|좌장|위원장|председатель|\
         дарга",
    ),
    (
        Capacity::ViceChair,
        "vice chairperson|vice chairman|deputy chair|co chair|副主席|副議長|부의장|\
         заместитель председателя|сопредседатель|дэд дарга|орлогч дарга",
    ),
    (
        Capacity::HeadOfDelegation,
        "hod|head|head delegate|团长|團長|代表团团长|団長|代表団長|首席代表|수석대표|\
         수석 대표|단장|대표단장|глава делегации|руководитель делегации|\
         төлөөлөгчдийн тэргүүн|төлөөлөгчдийн ахлагч",
    ),
    (
        Capacity::Delegate,
        "participant|member|attendee|代表|代表团成员|与会者|参会者|代表団員|参加者|\
         대표|대표단|참가자|참석자|делегат|участник|участница|член делегации|төлөөлөгч|\
         оролцогч",
    ),
    (
        Capacity::Expert,
        "专家|專家|専門家|전문가|эксперт|шинжээч|мэргэжилтэн",
    ),
    (
        Capacity::Speaker,
        "presenter|发言人|發言人|演讲人|演讲者|演講者|报告人|講演者|発表者|登壇者|연사|\
         발표자|докладчик|спикер|выступающий|илтгэгч",
    ),
    (
        Capacity::Moderator,
        "facilitator|主持人|司会|司会者|モデレーター|사회자|진행자|модератор|ведущий|\
         ведущая|зохицуулагч|хөтлөгч",
    ),
    (
        Capacity::Panellist,
        "panelist|discussant|讨论嘉宾|討論嘉賓|讨论人|パネリスト|討論者|토론자|패널|\
         패널리스트|участник дискуссии|участница дискуссии|панелист|\
         хэлэлцүүлэгт оролцогч",
    ),
    (
        Capacity::Rapporteur,
        "记录员|記録係|ラポーター|서기|기록자|секретарь заседания",
    ),
    (
        Capacity::Trainer,
        "instructor|lecturer|讲师|講師|培训师|강사|преподаватель|тренер|багш|\
         сургагч багш",
    ),
    (
        Capacity::Trainee,
        "学员|學員|受講者|研修生|교육생|연수생|слушатель|суралцагч",
    ),
    (
        Capacity::Partner,
        "合作伙伴|パートナー|협력기관|파트너|партнер|партнёр|түнш",
    ),
    (
        Capacity::Observer,
        "观察员|觀察員|オブザーバー|オブザーバ|참관인|옵서버|옵저버|наблюдатель|\
         ажиглагч",
    ),
    (
        Capacity::Interpreter,
        "translator|口译|口译员|口譯|翻译|翻譯|通訳|通訳者|통역|통역사|переводчик|\
         переводчица|орчуулагч|хэлмэрч",
    ),
    (
        Capacity::Secretariat,
        "秘书处|秘書處|事務局|사무국|секретариат|нарийн бичгийн дарга нарын газар|\
         ажлын алба",
    ),
];

pub(super) fn gender(cell: &str) -> Result<Gender, String> {
    word(cell, "gender", GENDERS)
}

pub(super) fn state(cell: &str) -> Result<State, String> {
    State::read(cell).map_err(|_| {
        format!("the State “{cell}” is not known; write its English name or its code, such as Mongolia or MN")
    })
}

pub(super) fn email(cell: &str) -> Result<String, String> {
    let address = match cell.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => cell.get(7..).unwrap_or_default(),
        _ => cell,
    };
    // «Anna Ivanova <anna@sri.example>», as mail programs copy it.
    let address = match address.split_once('<') {
        Some((_, inner)) => inner.trim_end().strip_suffix('>').unwrap_or(address),
        None => address,
    };
    domain::person::email(address).map_err(|error| error.to_string())
}

pub(super) fn reply(cell: &str) -> Result<Reply, String> {
    word(cell, "reply", REPLIES)
}

pub(super) fn capacity(cell: &str) -> Result<Capacity, String> {
    word(cell, "capacity", CAPACITIES)
}

/// A word of a table, or of the domain's own vocabulary.
fn word<T: Copy + std::str::FromStr<Err = domain::UnknownWord>>(
    cell: &str,
    what: &str,
    table: &[(T, &str)],
) -> Result<T, String> {
    let folded = folded(cell);
    if let Some((meaning, _)) = table
        .iter()
        .find(|(_, words)| words.split('|').any(|word| word == folded))
    {
        return Ok(*meaning);
    }
    folded
        .replace(' ', "-")
        .parse()
        .map_err(|error: domain::UnknownWord| {
            format!(
                "the {what} “{cell}” is not known; write one of: {}",
                error.known
            )
        })
}

/// A word in small letters, without a stop behind it, its hyphens as spaces.
fn folded(cell: &str) -> String {
    let plain = cell.to_lowercase().replace(['-', '_', '‐', '–'], " ");
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join(" ").trim_end_matches('.').to_owned()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    fn all<T: Copy + PartialEq + std::fmt::Debug>(
        read: fn(&str) -> Result<T, String>,
        wanted: &[(T, &str)],
    ) {
        for (meaning, cells) in wanted {
            for cell in cells.split(", ") {
                assert_eq!(read(cell).as_ref(), Ok(meaning), "{cell}");
            }
        }
    }

    #[test]
    fn capacities_are_understood_in_the_languages_of_the_region() {
        use Capacity::{
            Chair, Delegate, Expert, HeadOfDelegation, Interpreter, Moderator, Observer, Panellist,
            Secretariat, Speaker, ViceChair,
        };
        all(
            capacity,
            &[
                (Chair, "Chair, 좌장, 의장, 主席, 議長, председатель, Дарга"),
                (ViceChair, "Vice-Chair, vice chair, 副主席"),
                (
                    HeadOfDelegation,
                    "Head of Delegation, 단장, 수석대표, 团长, 団長, Глава делегации, Төлөөлөгчдийн тэргүүн",
                ),
                (Delegate, "참가자, 대표, 代表, делегат, төлөөлөгч"),
                (Expert, "专家, 専門家, эксперт, шинжээч"),
                (
                    Speaker,
                    "연사, 발표자, 发言人, 演讲人, 講演者, 発表者, Докладчик, илтгэгч",
                ),
                (Moderator, "主持人, 司会, модератор, зохицуулагч"),
                (
                    Panellist,
                    "토론자, 讨论嘉宾, パネリスト, участник дискуссии",
                ),
                (
                    Observer,
                    "옵서버, 참관인, 观察员, オブザーバー, наблюдатель, ажиглагч",
                ),
                (Interpreter, "통역, 口译, 翻译, 通訳, переводчик, орчуулагч"),
                (
                    Secretariat,
                    "사무국, 秘书处, 事務局, секретариат, нарийн бичгийн дарга нарын газар",
                ),
            ],
        );
    }

    #[test]
    fn replies_are_understood_in_the_languages_of_the_region() {
        all(
            reply,
            &[
                (
                    Reply::Accepted,
                    "Accepted, 수락, 참석, 接受, 出席, 参加, принял(а), приняла, Участвует, оролцоно",
                ),
                (
                    Reply::Declined,
                    "거절, 불참, 拒绝, 不出席, 缺席, 欠席, 不参加, отклонил(а), не участвует, оролцохгүй",
                ),
                (
                    Reply::Tentative,
                    "미정, 待定, 未定, под вопросом, тодорхойгүй",
                ),
                (Reply::NeedsAction, "needs action, Needs-Action"),
            ],
        );
    }

    #[test]
    fn no_word_has_two_meanings() {
        fn check<T>(table: &[(T, &str)]) {
            let mut seen = std::collections::HashSet::new();
            for word in table.iter().flat_map(|(_, words)| words.split('|')) {
                assert!(seen.insert(word), "{word} stands twice");
                assert_eq!(folded(word), word, "it would never be found");
            }
        }
        check(GENDERS);
        check(REPLIES);
        check(CAPACITIES);
        all(
            gender,
            &[
                (Gender::NotSaid, "-, not said, n/a"),
                (Gender::Woman, "Ms., 여"),
            ],
        );
    }
}
