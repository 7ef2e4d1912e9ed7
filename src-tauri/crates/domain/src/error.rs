//! What a rule of the domain can refuse.

/// A value that the domain's rules do not allow, with what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DomainError {
    /// An end that lies before its start.
    #[error("the end ({end}) is before the start ({start}); put the later one second")]
    EndBeforeStart {
        /// The start as given.
        start: String,
        /// The end as given.
        end: String,
    },
    /// An event that ends when it starts.
    #[error(
        "the start and the end are the same ({0}), so that it has no length; put the end later"
    )]
    NoLength(String),
    /// A passphrase of nothing.
    #[error("there is no passphrase of nothing; type some words")]
    NoPassphrase,
    /// A passphrase that is soon guessed.
    #[error(
        "this passphrase would soon be guessed; use at least {} characters, such as four words that nobody says together",
        crate::passphrase::SHORTEST
    )]
    WeakPassphrase,
    /// It was not typed the same twice.
    #[error("the two passphrases are not the same; type both again")]
    PassphrasesDiffer,
    /// A quarter outside 1 to 4.
    #[error("there is no quarter {0}; use 1, 2, 3 or 4")]
    NoSuchQuarter(u8),
    /// Degrees that no place on Earth has.
    #[error("“{0}” is no place on Earth; write degrees north and east, such as 47.9184, 106.9177")]
    NoSuchPosition(String),
    /// Figures by what their subject does not have.
    #[error(
        "{subject} cannot be counted by {dimension}: it belongs to people; count people or participations by it"
    )]
    NotDivisible {
        /// What was to be counted.
        subject: &'static str,
        /// By what.
        dimension: &'static str,
    },
    /// Rows and columns of the same.
    #[error("rows and columns are both by {0}; choose two that differ")]
    SameDimension(&'static str),
    /// A year that no meeting of the partnership can have.
    #[error("{0} cannot be the year of a meeting; use a year from 1990 to 2199")]
    YearOutOfRange(i32),
    /// A zone that the tz database does not know.
    #[error("“{0}” is not a time zone of the tz database; use a name such as Asia/Seoul")]
    UnknownZone(String),
    /// An event without days is to be moved by days.
    #[error("the event has no date yet, so that it cannot be moved by days; put it on a day first")]
    NoDays,
    /// A date or time that cannot be read.
    #[error("“{0}” cannot be read as a date; write it as 2026-11-10 or 2026-11-10T10:00")]
    UnreadableDate(String),
    /// A length that is no whole number of minutes.
    #[error("a length is written in whole minutes, from 1 to 1440")]
    NotWholeMinutes,
    /// A time that cannot be read.
    #[error("“{0}” cannot be read as a time; write it as 10:30")]
    UnreadableTime(String),
    /// A number in a log that cannot be read.
    #[error("“{found}” cannot be read as {what}; {how}")]
    UnreadableNumber {
        /// What it is to be.
        what: &'static str,
        /// How it is written.
        how: &'static str,
        /// What was typed.
        found: String,
    },
    /// A quarter that cannot be read.
    #[error("“{0}” cannot be read as a quarter; write it as 2026-Q4")]
    UnreadableQuarter(String),
    /// A time for a task that cannot be read.
    #[error(
        "“{0}” cannot be read as when a task is due; write a day such as 2026-11-10, or days counted from the event's \
         first day: T-30 is 30 days before it, T+14 is 14 days after"
    )]
    UnreadableDue(String),
    /// A task of a checklist that has a day of its own.
    #[error(
        "“{0}” belongs to a checklist, so it is counted from the event's first day; write when as T-30 or T+14"
    )]
    NotCounted(String),
    /// Days that no task is due before or after its event.
    #[error("{0} days are too far from the event; count at most 3650 days before or after it")]
    DueTooFar(i64),
    /// A text that has to say something is empty.
    #[error("{0} cannot be empty")]
    Empty(&'static str),
    /// An event associated with itself.
    #[error("an event cannot be associated with itself; choose another event")]
    AssociatedWithItself,
    /// A country code that is not two letters.
    #[error("“{0}” is not a country code; use two letters such as MN")]
    NoSuchState(String),
    /// A length that is not positive, or longer than a day.
    #[error("{0} minutes cannot be the length of an agenda item; use 1 to 1440")]
    LengthOutOfRange(i64),
    /// A row or day of a template that is not there.
    #[error(
        "the template has no such item or day; it may have been changed elsewhere, so look again"
    )]
    NoSuchRow,
    /// An item that is to run beside nothing.
    #[error(
        "“{0}” has no item before it that it could run in parallel with; move it below one first"
    )]
    NothingBefore(String),
    /// An item that is to be a part of nothing.
    #[error("there is no item above “{0}” that it could be a part of; move it below one first")]
    NothingAbove(String),
    /// A part of a part of a part of a part.
    #[error(
        "“{0}”, with its parts, would lie more than three levels deep; let it stand further out, or for itself"
    )]
    TooDeep(String),
    /// A template of more days than an event has.
    #[error("a template has at most {0} days")]
    TooManyDays(usize),
    /// A template of no day.
    #[error("a template has one day at least; add another one before this one is removed")]
    LastDay,
    /// A fixed start that would move to another day.
    #[error(
        "“{0}” would move over midnight, so nothing was moved; move it to the other day first, or keep the fixed times"
    )]
    ShiftedOverMidnight(String),
    /// An e-mail address without its parts.
    #[error("“{0}” is not an e-mail address; it needs a name, an @ and a domain")]
    NoEmail(String),
    /// A link that opens no page on the web.
    #[error("“{0}” is not a web page's address; it begins with https:// or http://")]
    NoWebPage(String),
    /// A link that is not opened outside the program.
    #[error(
        "“{0}” is not opened from here: only pages (https:// or http://) and letters (mailto:) are, since other links \
         can start programs. Copy it, and open it where you know what it does."
    )]
    NotOpenedOutside(String),
    /// A link that brings nobody into a meeting.
    #[error(
        "“{0}” is not a link for those who take part online; it begins with https:// or http://, or with tel: or sip:, \
         and what else there is to say goes into the description"
    )]
    NoOnlineLink(String),
    /// A word in the braces of a letter's template that stands for nothing.
    #[error("“{{{found}}}” is no placeholder that a letter knows; use one of: {known}")]
    UnknownPlaceholder {
        /// The word that was given.
        found: String,
        /// Every placeholder that would have done.
        known: String,
    },
    /// A brace in a letter's template that is neither a placeholder's nor doubled.
    #[error(
        "“{0}” has a brace without its other half; write a placeholder as {{name}}, and a brace that is meant as one \
         twice: {{{{"
    )]
    LoneBrace(String),
    /// A word in the braces of a report's sentence that stands for nothing there.
    #[error("this sentence knows no “{{{found}}}”; it can say {known}")]
    UnknownInSentence {
        /// The word that was given.
        found: String,
        /// Every placeholder that would have done.
        known: String,
    },
    /// A brace in a report's sentence that is neither a placeholder's nor doubled.
    #[error(
        "“{0}” has a brace without its other half; write a placeholder as {{name}}, and a brace that is meant as one \
         twice: {{{{"
    )]
    LoneBraceInSentence(String),
    /// A document that makes no sense as that kind of file.
    #[error("{what} cannot be written as {format}; choose one of: {others}")]
    NoSuchFormat {
        /// The document, as within a sentence.
        what: &'static str,
        /// The kind of file that was asked for.
        format: &'static str,
        /// Those that would have done.
        others: String,
    },
    /// A number that cannot be read.
    #[error("“{0}” cannot be read as a number; write it as 12 500 or 12,500.50")]
    UnreadableAmount(String),
    /// A number that can be read in two ways.
    #[error(
        "“{0}” can be read in two ways; write it without the mark between thousands, or with all its decimals"
    )]
    AmbiguousNumber(String),
    /// A number of more digits than are kept.
    #[error("“{0}” has more digits than can be kept; 18 are the most")]
    TooManyDigits(String),
    /// A number below zero where there is none.
    #[error("“{0}” is below zero, which it cannot be; say in the notes what came back")]
    BelowZero(String),
    /// A value that the measure cannot come to.
    #[error("“{found}” cannot be a value here; use a number from {least} to {most}")]
    OutOfBounds {
        /// The text that was given.
        found: String,
        /// The least that would have done.
        least: i64,
        /// The most.
        most: i64,
    },
    /// A code that ISO 4217 does not have.
    #[error("“{0}” is not a currency; use a code of three letters such as USD, KRW or MNT")]
    NoSuchCurrency(String),
    /// An amount with more decimals than its currency has.
    #[error(
        "“{found}” has more decimals than {currency} has: it is counted with {digits} decimals"
    )]
    TooManyDecimals {
        /// The text that was given.
        found: String,
        /// The currency's code.
        currency: String,
        /// How many decimals it has.
        digits: u32,
    },
    /// An amount that no budget line has.
    #[error(
        "“{0}” is more than one line can hold; part it into several, or look whether the currency is right"
    )]
    AmountTooLarge(String),
    /// A rate that is none.
    #[error(
        "“{0}” cannot be a rate; write the US dollars for one unit of the currency, such as 0.00072, with at most 12 digits"
    )]
    RateOutOfRange(String),
    /// A last day before the first.
    #[error("a study cannot end ({end}) before it begins ({start}); put the later day second")]
    StudyEndsFirst {
        /// First day.
        start: chrono::NaiveDate,
        /// Last day.
        end: chrono::NaiveDate,
    },
    /// A word that is none of its vocabulary's.
    #[error(transparent)]
    UnknownWord(#[from] crate::UnknownWord),
}
