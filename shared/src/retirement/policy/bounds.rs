//! Values within bounds, refused while they are read: the error comes with the line.

use serde::{Deserialize, Deserializer};

/// A number within bounds; the error comes with the line of the number.
pub(super) fn within<'de, const LEAST: u32, const MOST: u32, D: Deserializer<'de>>(input: D) -> Result<u32, D::Error> {
    let number = u32::deserialize(input)?;
    if (LEAST..=MOST).contains(&number) {
        Ok(number)
    } else {
        Err(serde::de::Error::custom(format!("{number} is not between {LEAST} and {MOST}")))
    }
}

pub(super) fn code<'de, D: Deserializer<'de>>(input: D) -> Result<String, D::Error> {
    let code = String::deserialize(input)?;
    let fits = !code.is_empty() && code.len() <= 40 && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    if fits { Ok(code) } else { Err(serde::de::Error::custom(format!("{code:?} is no snake_case code"))) }
}
