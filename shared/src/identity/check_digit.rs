//! The three published check-character rules: GB 11643, GB 32100-2015, and 7-3-1 of the old foreign card.

/// Characters of a unified social credit code, in the order of their values: no I, O, S, V, Z.
pub(super) const CREDIT_CODE_ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

const GB11643_WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const GB11643_CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
const GB32100_WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const SEVEN_THREE_ONE: [u32; 14] = [7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3];

/// Σ value × weight over the characters before the check character; `None` where one has no value or the count is off.
fn weighted_sum(text: &str, weights: &[u32], value: impl Fn(char) -> Option<u32>) -> Option<u32> {
    if text.chars().count() != weights.len() {
        return None;
    }
    text.chars().zip(weights).map(|(c, weight)| Some(value(c)? * weight)).sum()
}

/// Check character of an 18-character identity number, from its first 17 digits.
///
/// 11 is prime and no weight is a multiple of it, so any one wrong character shows; neighbouring weights differ, so
/// any exchange of two neighbours shows too.
pub(super) fn gb11643(first17: &str) -> Option<char> {
    let sum = weighted_sum(first17, &GB11643_WEIGHTS, |c| c.to_digit(10))?;
    GB11643_CHECKS.get((sum % 11) as usize).copied()
}

/// Check character of a unified social credit code, from its first 17 characters. 31 is prime, so the same holds.
pub(super) fn gb32100(first17: &str) -> Option<char> {
    let sum = weighted_sum(first17, &GB32100_WEIGHTS, |c| {
        CREDIT_CODE_ALPHABET.find(c).and_then(|index| u32::try_from(index).ok())
    })?;
    CREDIT_CODE_ALPHABET.chars().nth(((31 - sum % 31) % 31) as usize)
}

/// Check digit of an old foreign permanent resident card, from its first 14 characters, A = 10 … Z = 35.
///
/// The weights are prime to 10, so any one wrong digit shows. A wrong letter does not show where its value differs by
/// 10 or 20 (A, K and U weigh the same), and an exchange of neighbours does not show where they differ by 5.
pub(super) fn seven_three_one(first14: &str) -> Option<char> {
    let sum = weighted_sum(first14, &SEVEN_THREE_ONE, |c| if c.is_ascii_lowercase() { None } else { c.to_digit(36) })?;
    char::from_digit(sum % 10, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_numbers_check() {
        assert_eq!(gb11643("11010519491231002"), Some('X'));
        assert_eq!(gb11643("44052418800101001"), Some('4'));
        assert_eq!(gb32100("91440300192203821"), Some('6'));
        assert_eq!(gb32100("91220101571145270"), Some('J'));
        assert_eq!(seven_three_one("CAN11008108031"), Some('0'));
    }

    #[test]
    fn other_characters_and_lengths_have_no_check() {
        for text in ["", "1", "1101051949123100X", "１１０１０５１９４９１２３１００２", "110105194912310021"]
        {
            assert_eq!(gb11643(text), None, "{text}");
        }
        assert_eq!(gb32100("9144030019220382I"), None);
        assert_eq!(seven_three_one("can11008108031"), None);
    }

    #[test]
    fn weights_are_the_powers_the_standards_name() {
        assert!(GB11643_WEIGHTS.iter().enumerate().all(|(i, w)| *w == 2_u32.pow(17 - i as u32) % 11));
        assert!(
            GB32100_WEIGHTS
                .iter()
                .scan(1, |next, w| {
                    let fits = *w == *next;
                    *next = *next * 3 % 31;
                    Some(fits)
                })
                .all(|fits| fits)
        );
    }
}
