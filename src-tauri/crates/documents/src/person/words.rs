//! The words that people write into cells, in the region's languages, as the domain's own.

use domain::participation::{Capacity, Reply};
use domain::person::Gender;
use domain::state::State;

pub(super) fn gender(cell: &str) -> Result<Gender, String> {
    match cell.to_lowercase().trim_end_matches('.') {
        "woman" | "female" | "f" | "w" | "ms" | "mrs" | "miss" | "女" | "女性" | "女士" | "여"
        | "여성" | "여자" | "ж" | "жен" | "женский" | "женщина" | "эм" | "эмэгтэй" => {
            Ok(Gender::Woman)
        }
        "man" | "male" | "m" | "mr" | "男" | "男性" | "先生" | "남" | "남성" | "남자" | "м"
        | "муж" | "мужской" | "мужчина" | "эр" | "эрэгтэй" => {
            Ok(Gender::Man)
        }
        "other" | "x" | "non-binary" | "nonbinary" | "diverse" | "其他" | "その他" | "기타"
        | "другой" | "бусад" => Ok(Gender::Other),
        "not-said" | "not said" | "prefer not to say" | "not stated" | "-" | "n/a" | "na"
        | "unknown" | "未说明" | "回答しない" | "무응답" => Ok(Gender::NotSaid),
        _ => Err(format!(
            "the gender “{cell}” is not known; write woman, man, other or not said"
        )),
    }
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
    match cell.to_lowercase().as_str() {
        "yes" | "y" | "confirmed" | "attending" | "是" | "参加" | "出席" | "참석" | "예" | "да"
        | "тийм" => Ok(Reply::Accepted),
        "no" | "n" | "not attending" | "否" | "不参加" | "欠席" | "缺席" | "불참" | "아니오"
        | "нет" | "үгүй" => Ok(Reply::Declined),
        "maybe" | "待定" | "未定" | "미정" | "возможно" => Ok(Reply::Tentative),
        "pending" | "no reply" | "未回复" | "未回答" | "미회신" => Ok(Reply::NeedsAction),
        _ => word(cell, "reply"),
    }
}

pub(super) fn capacity(cell: &str) -> Result<Capacity, String> {
    match cell.to_lowercase().as_str() {
        "chairperson"
        | "chairman"
        | "chairwoman"
        | "主席"
        | "議長"
        | "의장"
        | "председатель"
        | "дарга" => Ok(Capacity::Chair),
        "vice-chairperson" | "vice chairperson" | "co-chair" | "副主席" | "부의장" => {
            Ok(Capacity::ViceChair)
        }
        "hod" | "head" | "团长" | "団長" | "수석대표" | "단장" | "глава делегации" => {
            Ok(Capacity::HeadOfDelegation)
        }
        "participant" | "member" | "代表" | "대표" | "참가자" | "参加者" | "делегат"
        | "участник" | "төлөөлөгч" => Ok(Capacity::Delegate),
        "专家" | "専門家" | "전문가" | "эксперт" => Ok(Capacity::Expert),
        "presenter" | "发言人" | "演讲人" | "講演者" | "발표자" | "докладчик" | "илтгэгч" => {
            Ok(Capacity::Speaker)
        }
        "facilitator" | "主持人" | "司会" | "좌장" | "사회자" | "модератор" => {
            Ok(Capacity::Moderator)
        }
        "panelist" | "토론자" | "パネリスト" => Ok(Capacity::Panellist),
        "instructor" | "lecturer" | "讲师" | "講師" | "강사" | "багш" => {
            Ok(Capacity::Trainer)
        }
        "学员" | "受講者" | "교육생" | "слушатель" | "суралцагч" => {
            Ok(Capacity::Trainee)
        }
        "观察员" | "オブザーバー" | "참관인" | "옵서버" | "наблюдатель" | "ажиглагч" => {
            Ok(Capacity::Observer)
        }
        "translator" | "翻译" | "通訳" | "통역" | "통역사" | "переводчик" | "орчуулагч" => {
            Ok(Capacity::Interpreter)
        }
        "秘书处" | "事務局" | "사무국" | "секретариат" => {
            Ok(Capacity::Secretariat)
        }
        _ => word(cell, "capacity"),
    }
}

/// A word of one of the domain's vocabularies, with spaces for its hyphens too.
fn word<T: std::str::FromStr<Err = domain::UnknownWord>>(
    cell: &str,
    what: &str,
) -> Result<T, String> {
    cell.trim()
        .to_lowercase()
        .replace([' ', '_'], "-")
        .parse()
        .map_err(|error: domain::UnknownWord| {
            format!(
                "the {what} “{cell}” is not known; write one of: {}",
                error.known
            )
        })
}
