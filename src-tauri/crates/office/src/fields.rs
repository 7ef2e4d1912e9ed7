//! Values for the store's fields.

use store::Value;

/// A text.
pub(crate) fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

/// A text, trimmed; none if there is nothing in it.
pub(crate) fn optional(text: Option<&str>) -> Value {
    match text.map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => Value::Text(text.to_owned()),
        None => Value::Null,
    }
}

/// A number, or none.
pub(crate) fn number(number: Option<impl Into<i64>>) -> Value {
    number.map_or(Value::Null, |number| Value::Integer(number.into()))
}

/// Anything with a written form, or none.
pub(crate) fn word(word: Option<impl ToString>) -> Value {
    word.map_or(Value::Null, |word| Value::Text(word.to_string()))
}

/// A text that has to say something.
pub(crate) fn required(what: &'static str, text: &str) -> Result<Value, domain::DomainError> {
    match text.trim() {
        "" => Err(domain::DomainError::Empty(what)),
        text => Ok(Value::Text(text.to_owned())),
    }
}

/// A text as a rule has it; none if there is nothing in it.
pub(crate) fn ruled(
    rule: fn(&str) -> Result<String, domain::DomainError>,
    text: &str,
) -> Result<Value, domain::DomainError> {
    if text.trim().is_empty() {
        Ok(Value::Null)
    } else {
        rule(text).map(Value::Text)
    }
}
