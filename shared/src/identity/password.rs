//! The rules for every password that is set, wherever it is set (等保 practice), and the meter beside the field.

use std::fmt;

use super::common_passwords;
use super::mobile::Mobile;
use super::normal::{compact, is_invisible, shown};
use crate::error::Invalid;

const MIN_CHARS: usize = 8;
const MAX_CHARS: usize = 128;
const MIN_CLASSES: usize = 3;
/// So many neighbouring characters of a person's number make a password guessable by those who know it.
const NUMBER_RUN: usize = 6;
/// Shorter account names occur inside ordinary words by chance.
const MIN_ACCOUNT_CHARS: usize = 4;

/// A new password that keeps the rules. Kept exactly as typed; no `Display`, no `Serialize`, nothing in `Debug`.
///
/// The rules: 8 to 128 characters, 3 of the 4 classes of [`Strength`], no space at either end (spaces inside are
/// welcome: at an end they come from copying, are not seen, and lock their owner out), no control or invisible
/// characters, not a common password, and nothing inside that others know of the person.
#[derive(Clone)]
pub struct Password(String);

impl Password {
    /// Accepts a password to be set. `known` is what others know of the person: account name, mobile number, document
    /// number, credit code, as typed or canonical, in any order; what is empty or very short does not count.
    ///
    /// # Errors
    /// `required`, or the first rule that it breaks as one of the `password_…` codes.
    pub fn parse(raw: &str, known: &[&str]) -> Result<Self, Invalid> {
        if raw.is_empty() {
            return Err(Invalid::new("required"));
        }
        if raw.trim().len() != raw.len() {
            return Err(Invalid::new("password_outer_space"));
        }
        if let Some(c) = raw.chars().find(|c| c.is_control() || is_invisible(*c)) {
            return Err(Invalid::new("password_characters").with("character", shown(c)));
        }
        let strength = Strength::of(raw);
        if !strength.long_enough() {
            return Err(Invalid::new("password_too_short").with("min", MIN_CHARS));
        }
        if strength.chars > MAX_CHARS {
            return Err(Invalid::new("password_too_long").with("max", MAX_CHARS));
        }
        if !strength.varied_enough() {
            let present = strength.classes();
            return Err(Invalid::new("password_classes").with("min", MIN_CLASSES).with("present", present));
        }
        refuse_known(raw, known)?;
        if common_passwords::contains(raw) {
            return Err(Invalid::new("password_common"));
        }
        Ok(Self(raw.to_owned()))
    }

    /// The password itself, for hashing.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(redacted)")
    }
}

/// A password typed to log in or to step up: whatever fits, as the rules may have been others when it was set.
#[derive(Clone)]
pub struct PasswordAttempt(String);

impl PasswordAttempt {
    /// Takes a password to be compared, as typed.
    ///
    /// # Errors
    /// `required`, or `password_too_long` for what no password can be (and hashing would cost).
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        if raw.is_empty() {
            Err(Invalid::new("required"))
        } else if raw.chars().count() > MAX_CHARS {
            Err(Invalid::new("password_too_long").with("max", MAX_CHARS))
        } else {
            Ok(Self(raw.to_owned()))
        }
    }

    /// The password itself, for comparing with the hash.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PasswordAttempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordAttempt(redacted)")
    }
}

/// What a meter beside the field shows while a password is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Strength {
    /// How many characters.
    pub chars: usize,
    /// A lower-case letter is present.
    pub lower: bool,
    /// An upper-case letter is present.
    pub upper: bool,
    /// A digit 0–9 is present.
    pub digit: bool,
    /// Anything else is present: a symbol, a space inside, a Han character.
    pub other: bool,
}

impl Strength {
    /// Looks at what has been typed so far.
    pub fn of(raw: &str) -> Self {
        let is_other = |c: char| !c.is_lowercase() && !c.is_uppercase() && !c.is_ascii_digit();
        Self {
            chars: raw.chars().count(),
            lower: raw.chars().any(char::is_lowercase),
            upper: raw.chars().any(char::is_uppercase),
            digit: raw.chars().any(|c| c.is_ascii_digit()),
            other: raw.chars().any(is_other),
        }
    }

    /// How many of the four classes are present.
    pub fn classes(self) -> usize {
        [self.lower, self.upper, self.digit, self.other].into_iter().filter(|present| *present).count()
    }

    /// Whether the shortest length is reached.
    pub const fn long_enough(self) -> bool {
        self.chars >= MIN_CHARS
    }

    /// Whether enough classes are present.
    pub fn varied_enough(self) -> bool {
        self.classes() >= MIN_CLASSES
    }
}

/// An account name may not occur whole; of a number, no six neighbouring characters may.
fn refuse_known(raw: &str, known: &[&str]) -> Result<(), Invalid> {
    let password = raw.to_lowercase();
    for text in known {
        let text = Mobile::parse(text).map_or_else(|_| compact(text), |mobile| mobile.to_string()).to_lowercase();
        let chars: Vec<char> = text.chars().collect();
        if chars.iter().filter(|c| c.is_ascii_digit()).count() >= NUMBER_RUN {
            if chars.windows(NUMBER_RUN).any(|run| password.contains(&run.iter().collect::<String>())) {
                return Err(Invalid::new("password_contains_number").with("run", NUMBER_RUN));
            }
        } else if chars.len() >= MIN_ACCOUNT_CHARS && password.contains(&text) {
            return Err(Invalid::new("password_contains_account"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(raw: &str) -> &'static str {
        let known = ["WangFang", "li", "", "91440300 1922038216", "+86 138-1234-5678", "11010519491231002X"];
        Password::parse(raw, &known).map_or_else(|invalid| invalid.code, |_| "accepted")
    }

    #[test]
    fn good_passwords_are_kept_as_typed() {
        for raw in ["Maple-Tree7", "春眠不觉晓 aZ 7", "li Po 701", "xK4#vL9pQ2", &"aB3".repeat(42)] {
            assert_eq!(code(raw), "accepted", "{raw}");
        }
        let password = Password::parse("Maple Tree 7", &[]).expect("keeps every rule");
        assert_eq!(password.expose(), "Maple Tree 7");
        assert_eq!(format!("{password:?}"), "Password(redacted)");
    }

    #[test]
    fn each_rule_has_its_code() {
        for (raw, expected) in [
            ("", "required"),
            (" Maple-Tree7", "password_outer_space"),
            ("Maple-Tree7\u{3000}", "password_outer_space"),
            ("Maple\u{200B}Tree7", "password_characters"),
            ("Maple\u{1}Tree7", "password_characters"),
            ("Maple-7", "password_too_short"),
            ("枫树-aZ7", "password_too_short"),
            ("mapletree7", "password_classes"),
            ("19837402", "password_classes"),
            ("P@ssw0rd", "password_common"),
            ("7-WangFang-x", "password_contains_account"),
            ("914403001922038216aB", "password_contains_number"),
            ("Tree-123456-x", "password_contains_number"),
            ("Tree-13812345678", "password_contains_number"),
            ("Tree-31002x-7", "password_contains_number"),
        ] {
            assert_eq!(code(raw), expected, "{raw}");
        }
        assert_eq!(code(&"aB3".repeat(43)), "password_too_long");
    }

    #[test]
    fn five_characters_of_a_number_are_chance() {
        assert_eq!(code("Tree-45678-x"), "accepted");
    }

    #[test]
    fn an_attempt_is_measured_only() {
        assert!(PasswordAttempt::parse("old").is_ok_and(|attempt| attempt.expose() == "old"));
        assert_eq!(PasswordAttempt::parse("").map_err(|e| e.code).err(), Some("required"));
        assert!(PasswordAttempt::parse(&"密".repeat(128)).is_ok());
        assert_eq!(PasswordAttempt::parse(&"密".repeat(129)).map_err(|e| e.code).err(), Some("password_too_long"));
    }

    #[test]
    fn the_meter_sees_classes() {
        let strength = Strength::of("aB3");
        assert_eq!((strength.chars, strength.classes(), strength.other), (3, 3, false));
        assert!(strength.varied_enough() && !strength.long_enough());
        assert_eq!(Strength::of("密 "), Strength { chars: 2, lower: false, upper: false, digit: false, other: true });
    }
}
