//! Passwords: can be shown, and where a new one is set its rules are ticked while it is typed.

use dioxus::prelude::*;
use shared::identity::{Password, Strength};

use super::field::{described_by, invalid};
use super::{Field, Icon, Shape};
use crate::forms::Form;
use crate::t;

/// A password. `new` for one that is being set.
#[component]
pub(crate) fn PasswordField(
    form: Form,
    name: &'static str,
    label: String,
    #[props(default)] hint: String,
    /// It is being set: the rules are shown, and the device may propose one.
    #[props(default)]
    new: bool,
    /// Fields of the form that hold what others know of the person, which a password must not contain.
    #[props(default)]
    known: Vec<&'static str>,
    /// The same, where it is not in the form.
    #[props(default)]
    known_texts: Vec<String>,
    /// Whose password it is: that of the person at the device, or of somebody else (then the device keeps out).
    #[props(default = true)]
    own: bool,
) -> Element {
    let mut shown = use_signal(|| false);
    let id = form.field_id(name);
    let described = described_by(form, name, !hint.is_empty());
    let text = form.text(name);
    let autocomplete = match (own, new) {
        (true, false) => "current-password",
        (true, true) => "new-password",
        (false, _) => "off",
    };
    let known: Vec<String> = known.iter().map(|name| form.text(name)).chain(known_texts).collect();
    let ticks = ticks(&text, &known);
    rsx! {
        Field { form, name, label, hint,
            div { class: "with-action",
                input {
                    class: "input",
                    id: "{id}",
                    name,
                    "data-testid": name,
                    r#type: if shown() { "text" } else { "password" },
                    autocomplete,
                    autocapitalize: "off",
                    autocorrect: "off",
                    spellcheck: "false",
                    "aria-describedby": described,
                    "aria-invalid": invalid(form, name),
                    value: text,
                    oninput: move |event| form.set(name, event.value()),
                    // Some ways of filling in say so only when they are done.
                    onchange: move |event| form.set(name, event.value()),
                    onblur: move |_| form.leave(name),
                }
                button {
                    class: "inside-action",
                    r#type: "button",
                    "data-testid": "{name}-show",
                    "aria-pressed": if shown() { "true" } else { "false" },
                    "aria-label": if shown() { t!("password-hide") } else { t!("password-show") },
                    onclick: move |_| shown.toggle(),
                    Icon { shape: if shown() { Shape::EyeOff } else { Shape::Eye } }
                }
            }
            if new {
                ul { class: "rules", "data-testid": "{name}-rules",
                    for (rule, kept) in ticks {
                        li { key: "{rule}", class: if kept { "kept" } else { "open" },
                            Icon { shape: if kept { Shape::Done } else { Shape::Info } }
                            span { {t!(rule)} }
                            span { class: "unseen", if kept { {t!("password-rule-kept")} } else { {t!("password-rule-open")} } }
                        }
                    }
                }
            }
        }
    }
}

/// The rules in the order of their list, and whether what is typed keeps them.
fn ticks(text: &str, known: &[String]) -> [(&'static str, bool); 3] {
    let strength = Strength::of(text);
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let refused = Password::parse(text, &known).err().map(|invalid| invalid.code);
    let guessable =
        matches!(refused, Some("password_common" | "password_contains_account" | "password_contains_number"));
    let strong = strength.long_enough() && strength.varied_enough();
    [
        ("password-rule-length", strength.long_enough()),
        ("password-rule-classes", strength.varied_enough()),
        ("password-rule-guessable", strong && !guessable),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str, known: &[&str]) -> [bool; 3] {
        let known: Vec<String> = known.iter().map(|text| (*text).to_owned()).collect();
        ticks(text, &known).map(|(_, kept)| kept)
    }

    #[test]
    fn rules_are_ticked_one_by_one() {
        assert_eq!(kept("", &[]), [false, false, false]);
        assert_eq!(kept("lakeside", &[]), [true, false, false]);
        assert_eq!(kept("aB3", &[]), [false, true, false]);
        assert_eq!(kept("Lake-7-side", &[]), [true, true, true]);
        assert_eq!(kept("Lake13912345678", &["13912345678"]), [true, true, false]);
    }
}
