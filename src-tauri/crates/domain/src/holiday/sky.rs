//! Holidays that the sun decides, by the short formulas that almanacs use for this century. They
//! add up the part of a day by which the sun's year is longer than 365 days, and take away the
//! leap days; the tests hold them against the sun's place.

/// The sun's year beyond 365 days, in millionths of a day.
const BEYOND: i64 = 242_194;

/// A millionth of a day.
const MILLIONTH: i64 = 1_000_000;

/// Where an event of the sun stood in `epoch`, as a day of its month in millionths; its day in
/// `year`, which has to be in this century.
fn day(epoch: i32, stood: i64, year: i32) -> Option<u32> {
    let years = i64::from(year.checked_sub(epoch)?);
    let stands = stood.checked_add(BEYOND.checked_mul(years)?)?;
    u32::try_from(stands.div_euclid(MILLIONTH) - years.div_euclid(4)).ok()
}

/// The day of April on which the sun reaches 15° in Beijing (GB/T 33661-2017, Qingming), by the
/// formula `[0.2422 y + 4.81] - [y / 4]`, y being the year in the century. For 2000 to 2099.
pub(super) fn qingming(year: i32) -> Option<u32> {
    day(2000, 4_810_000, year)
}

/// The day of March on which the sun reaches 0° in Japan, by the formula of the Hydrographic
/// Department of Japan: `[20.8431 + 0.242194 y] - [y / 4]`, y being the years since 1980. For 1980
/// to 2099. The day that counts is the one which the National Astronomical Observatory names in
/// the gazette of February of the year before.
pub(super) fn vernal_equinox(year: i32) -> Option<u32> {
    day(1980, 20_843_100, year)
}

/// The day of September on which the sun reaches 180° in Japan; see [`vernal_equinox`].
pub(super) fn autumnal_equinox(year: i32) -> Option<u32> {
    day(1980, 23_248_800, year)
}
