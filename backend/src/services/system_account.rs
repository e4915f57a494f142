//! The operator as the operating system knows them: what entries of the audit log name them by.

use std::fmt;

/// Longest name that is kept, in characters; the operating systems allow 32.
const LONGEST: usize = 64;

/// Account of the operating system in whose name an operator's command runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SystemAccount {
    name: String,
}

impl SystemAccount {
    /// An account by its name; characters that are not shown are left out.
    pub fn new(name: &str) -> Self {
        Self { name: name.chars().filter(|character| !character.is_control()).take(LONGEST).collect() }
    }

    /// As `actor_name` of an entry. No person's name has a colon, so nobody is taken for the operator.
    pub fn actor_name(&self) -> String {
        format!("operator:{}", self.name)
    }
}

impl fmt::Display for SystemAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn account_name_is_bounded_and_printable() {
        assert_eq!(SystemAccount::new("li").actor_name(), "operator:li");
        assert_eq!(SystemAccount::new("l\u{1b}[31mi\n").to_string(), "l[31mi");
        assert_eq!(SystemAccount::new(&"x".repeat(1000)).to_string().len(), LONGEST);
    }
}
