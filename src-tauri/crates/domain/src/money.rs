//! Money: amounts in the smallest unit of their currency, rates as they were noted, and sums that add up.
//!
//! No binary fraction takes part: an amount is a whole number of cents (ISO 4217's minor unit), a rate is
//! decimal digits, and their product is rounded once a line, half to even.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::DomainError;
use crate::decimal::{self, Decimal, Habits};

/// The most that one line can be, in the smallest unit: far more than any meeting, and far less than what sums could not hold.
pub const MOST: i64 = 100_000_000_000_000;

/// The most decimals and digits that a rate is kept with: as many as a stored number gives back unchanged.
const RATE_DIGITS: i128 = 1_000_000_000_000;

/// Currencies that the partnership's meetings are mostly paid in, offered first; any other of ISO 4217 can be typed.
pub const USUAL: &[&str] = &[
    "USD", "KRW", "CNY", "JPY", "MNT", "RUB", "KPW", "THB", "EUR",
];

/// A currency of ISO 4217 that something can be paid in; its written form is the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, TS)]
#[ts(type = "string")]
pub struct Currency(iso_currency::Currency);

impl Currency {
    /// The US dollar, in which all totals can be told.
    pub const USD: Self = Self(iso_currency::Currency::USD);

    /// Its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// Its name in English, as ISO 4217 has it.
    #[must_use]
    pub fn name(self) -> String {
        self.0.name().to_owned()
    }

    /// How many decimals its smallest unit has (ISO 4217's exponent): 2 for the dollar, 0 for the yen and the won.
    #[must_use]
    pub fn digits(self) -> u32 {
        self.0.exponent().map_or(0, u32::from)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl FromStr for Currency {
    type Err = DomainError;

    /// By its code, in letters of any case. What ISO 4217 keeps for gold, funds and tests pays nothing.
    fn from_str(text: &str) -> Result<Self, DomainError> {
        let code = text.trim().to_uppercase();
        iso_currency::Currency::from_code(&code)
            .filter(|found| found.exponent().is_some() && !found.is_special() && !found.is_fund())
            .map(Self)
            .ok_or_else(|| DomainError::NoSuchCurrency(text.trim().to_owned()))
    }
}

impl Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.code())
    }
}

/// An amount as it is typed, in the smallest unit of its currency; none where nothing is typed. The code may stand
/// before or behind it.
pub fn amount(text: &str, currency: Currency) -> Result<Option<i64>, DomainError> {
    let mut bare = text.trim();
    let code = currency.code();
    for cut in [
        bare.get(..3),
        bare.len().checked_sub(3).and_then(|at| bare.get(at..)),
    ] {
        if let Some(cut) = cut
            && cut.eq_ignore_ascii_case(code)
        {
            bare = if bare.starts_with(cut) {
                bare.get(3..)
            } else {
                bare.get(..bare.len() - 3)
            }
            .unwrap_or_default()
            .trim();
            break;
        }
    }
    if bare.is_empty() {
        return Ok(None);
    }
    let digits = currency.digits();
    let read = decimal::read(
        bare,
        Habits {
            decimals: Some(digits),
        },
    )?;
    let refused = || DomainError::TooManyDecimals {
        found: text.trim().to_owned(),
        currency: code.to_owned(),
        digits,
    };
    let minor = at_scale(read, digits).ok_or_else(refused)?;
    i64::try_from(minor)
        .ok()
        .filter(|minor| *minor <= MOST)
        .map(Some)
        .ok_or_else(|| DomainError::AmountTooLarge(text.trim().to_owned()))
}

/// The digits of a number with another number of decimals; none where some would be lost.
fn at_scale(number: Decimal, scale: u32) -> Option<i128> {
    if number.scale <= scale {
        number
            .digits
            .checked_mul(10_i128.checked_pow(scale - number.scale)?)
    } else {
        let over = 10_i128.checked_pow(number.scale - scale)?;
        (number.digits % over == 0).then_some(number.digits / over)
    }
}

/// An amount in plain digits, as it is edited and as tables hold it: `12500.50`.
#[must_use]
pub fn written(minor: i128, currency: Currency) -> String {
    let digits = currency.digits() as usize;
    let sign = if minor < 0 { "-" } else { "" };
    let text = format!("{:0>width$}", minor.unsigned_abs(), width = digits + 1);
    match text.split_at_checked(text.len() - digits) {
        Some((whole, fraction)) if digits > 0 => format!("{sign}{whole}.{fraction}"),
        _ => format!("{sign}{text}"),
    }
}

/// The same amount in the smallest unit of another currency: what was typed stands, only its currency was wrong.
/// Refused where the other has no unit small enough.
pub fn in_units_of(minor: i64, from: Currency, to: Currency) -> Result<i64, DomainError> {
    let number = Decimal {
        digits: i128::from(minor),
        scale: from.digits(),
    };
    let refused = || DomainError::TooManyDecimals {
        found: written(i128::from(minor), from),
        currency: to.code().to_owned(),
        digits: to.digits(),
    };
    let there = at_scale(number, to.digits()).ok_or_else(refused)?;
    i64::try_from(there)
        .ok()
        .filter(|minor| *minor <= MOST)
        .ok_or_else(|| DomainError::AmountTooLarge(written(i128::from(minor), from)))
}

/// US dollars for one unit of a currency, as somebody noted it: decimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate(Decimal);

impl Rate {
    /// A rate as it is typed; none where nothing is typed.
    pub fn read(text: &str) -> Result<Option<Self>, DomainError> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        let number = decimal::read(text, Habits { decimals: None })?;
        if number.digits == 0 || number.digits >= RATE_DIGITS || number.scale > 12 {
            return Err(DomainError::RateOutOfRange(text.trim().to_owned()));
        }
        Ok(Some(Self(number)))
    }

    /// A rate as the store keeps it: the shortest digits that give the stored number are those that were typed.
    #[must_use]
    pub fn stored(number: f64) -> Option<Self> {
        Self::read(&format!("{number}")).ok().flatten()
    }

    /// The number that the store keeps.
    #[must_use]
    pub fn to_store(self) -> f64 {
        self.to_string().parse().unwrap_or_default()
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Decimal { digits, scale } = self.0;
        let scale = scale as usize;
        let text = format!("{digits:0>width$}", width = scale + 1);
        let (whole, fraction) = text
            .split_at_checked(text.len() - scale)
            .unwrap_or((&text, ""));
        match fraction.trim_end_matches('0') {
            "" => f.pad(whole),
            fraction => f.pad(&format!("{whole}.{fraction}")),
        }
    }
}

/// An amount in US cents, rounded once, half to even (as IEEE 754 and accounts do: sums of many lines do not drift).
#[must_use]
pub fn in_cents(minor: i64, currency: Currency, rate: Rate) -> i128 {
    // minor / 10^digits × rate × 100
    let product = i128::from(minor) * rate.0.digits;
    let down = rate.0.scale + currency.digits();
    if down <= 2 {
        return product * 10_i128.pow(2 - down);
    }
    let divisor = 10_i128.pow(down - 2);
    let (whole, rest) = (product.div_euclid(divisor), product.rem_euclid(divisor));
    match (rest * 2).cmp(&divisor) {
        std::cmp::Ordering::Less => whole,
        std::cmp::Ordering::Greater => whole + 1,
        std::cmp::Ordering::Equal => whole + whole.rem_euclid(2),
    }
}

/// What counts of a budget line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Its currency.
    pub currency: Currency,
    /// Planned, in the smallest unit; none where nobody wrote it down.
    pub planned: Option<i64>,
    /// Actual.
    pub actual: Option<i64>,
    /// Noted rate; dollars need none.
    pub rate: Option<Rate>,
}

impl Line {
    /// An amount of it in cents; none where no rate was noted.
    #[must_use]
    pub fn cents(&self, minor: i64) -> Option<i128> {
        if self.currency == Currency::USD {
            return Some(i128::from(minor));
        }
        self.rate.map(|rate| in_cents(minor, self.currency, rate))
    }
}

/// A sum in one currency, and of how many lines the amount is not known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sum {
    /// What is known, in the smallest unit.
    pub minor: i128,
    /// Lines whose amount is known.
    pub lines: u64,
    /// Lines without an amount.
    pub missing: u64,
}

impl Sum {
    fn add(&mut self, minor: Option<i64>) {
        match minor {
            Some(minor) => {
                self.minor += i128::from(minor);
                self.lines += 1;
            }
            None => self.missing += 1,
        }
    }

    /// The sum; none where no line has an amount.
    #[must_use]
    pub const fn known(&self) -> Option<i128> {
        if self.lines > 0 {
            Some(self.minor)
        } else {
            None
        }
    }
}

/// A sum in US dollars. It is told only where every amount could be counted: part of a sum is no sum. Lines of which no
/// amount is written down are told beside it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Dollars {
    cents: i128,
    /// Lines with an amount.
    pub lines: u64,
    /// Lines without an amount.
    pub missing: u64,
    /// Of them, lines without a rate.
    pub without_rate: u64,
}

impl Dollars {
    fn add(&mut self, line: &Line, minor: Option<i64>) {
        let Some(minor) = minor else {
            self.missing += 1;
            return;
        };
        self.lines += 1;
        match line.cents(minor) {
            Some(cents) => self.cents += cents,
            None => self.without_rate += 1,
        }
    }

    /// The sum in cents; none where a line has no rate, or no line an amount.
    #[must_use]
    pub const fn total(&self) -> Option<i128> {
        if self.without_rate == 0 && self.lines > 0 {
            Some(self.cents)
        } else {
            None
        }
    }
}

/// What some lines come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// How many lines.
    pub lines: u64,
    /// Planned and actual in each currency, by code.
    pub currencies: BTreeMap<&'static str, (Sum, Sum)>,
    /// Planned, in dollars.
    pub planned: Dollars,
    /// Actual, in dollars.
    pub actual: Dollars,
}

impl Totals {
    /// Counts one more line.
    pub fn add(&mut self, line: &Line) {
        self.lines += 1;
        let (planned, actual) = self.currencies.entry(line.currency.code()).or_default();
        planned.add(line.planned);
        actual.add(line.actual);
        self.planned.add(line, line.planned);
        self.actual.add(line, line.actual);
    }

    /// The totals of lines, in whatever order they come.
    #[must_use]
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a Line>) -> Self {
        let mut totals = Self::default();
        for line in lines {
            totals.add(line);
        }
        totals
    }
}

/// Under which output an event's money stands. An event that serves several has its money counted once, under
/// “several”: how much of it went to each, nobody wrote down, and a share made up would be told as a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "of", content = "number", rename_all = "kebab-case")]
pub enum BudgetOutput {
    /// The one output that it serves, by its number.
    One(u32),
    /// More than one.
    Several,
    /// No activity of the work plan.
    None,
}

impl BudgetOutput {
    /// From the least and the greatest number among the outputs that an event serves.
    #[must_use]
    pub fn between(least: Option<u32>, greatest: Option<u32>) -> Self {
        match (least, greatest) {
            (Some(least), Some(greatest)) if least == greatest => Self::One(least),
            (Some(_), Some(_)) => Self::Several,
            _ => Self::None,
        }
    }
}

#[cfg(test)]
mod tests;
