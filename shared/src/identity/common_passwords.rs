//! Whether a password is a common one, also in its usual disguises.

use std::collections::HashSet;
use std::sync::LazyLock;

/// One entry a line; a line that begins with `# ` is a heading.
const LIST: &str = include_str!("../../../assets/policy/common-passwords.txt");

/// What is left of a password without its digits and symbols says something from this length on.
const MIN_WORD_CHARS: usize = 4;

static FOLDED: LazyLock<HashSet<String>> = LazyLock::new(|| entries().map(folded).collect());

/// Whether the password is on the list, whole, without the symbols at its end, or without the digits and symbols at
/// both ends. Upper and lower case, and characters that look alike (`a` `4` `@`, `o` `0` …), count as the same.
pub(super) fn contains(password: &str) -> bool {
    let whole = password.to_lowercase();
    let without_symbols = whole.trim_end_matches(|c: char| !c.is_alphanumeric());
    let word = whole.trim_matches(|c: char| !c.is_alphabetic());
    [whole.as_str(), without_symbols, word]
        .into_iter()
        .any(|form| form.chars().count() >= MIN_WORD_CHARS && FOLDED.contains(&folded(form)))
}

fn entries() -> impl Iterator<Item = &'static str> {
    LIST.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("# "))
}

/// One form for all spellings that a reader takes for the same.
fn folded(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '@' | '4' => 'a',
            '3' | '€' => 'e',
            '1' | '!' | 'l' | '|' => 'i',
            '0' => 'o',
            '5' | '$' => 's',
            '7' | '+' => 't',
            _ => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_long_and_without_repeats() {
        let all: Vec<&str> = entries().collect();
        let different: HashSet<String> = all.iter().map(|entry| entry.to_lowercase()).collect();
        assert!(different.len() >= 400, "{} entries", different.len());
        let repeated: Vec<_> =
            all.iter().filter(|e| all.iter().filter(|o| o.eq_ignore_ascii_case(e)).count() > 1).collect();
        assert!(repeated.is_empty(), "{repeated:?}");
        assert!(all.iter().all(|entry| entry.chars().count() >= MIN_WORD_CHARS));
    }

    #[test]
    fn every_entry_is_found_also_in_upper_case() {
        for entry in entries() {
            assert!(contains(entry) && contains(&entry.to_uppercase()), "{entry}");
        }
    }

    #[test]
    fn disguises_are_seen_through() {
        for password in [
            "P@ssw0rd",
            "Password123!",
            "pa$$w0rd2024",
            "Admin@123",
            "ADMIN@2025!!",
            "Aa123456",
            "Aa123456!",
            "Qwer1234",
            "qwer1234@",
            "1qaz@WSX",
            "Woaini1314",
            "woaini1314!!",
            "5201314",
            "A123456",
            "!Admin123",
            "2024Welcome!",
            "Iloveyou520",
            "Zaq1@wsx",
            "Abc@1234",
            "Aa@123456",
            "Huawei@123",
            "Qq123456",
        ] {
            assert!(contains(password), "{password}");
        }
    }

    #[test]
    fn other_passwords_pass() {
        for password in ["Maple-Tree7", "Adminton-Racket-4", "7g!Kx2#mQ", "春眠不觉晓aZ7", "Passwort-und-Wort9x"] {
            assert!(!contains(password), "{password}");
        }
    }
}
