//! What kind of retirement it is, and what kind of hazardous work earlier retirement rests on.

use serde::{Deserialize, Serialize};

use crate::identity::Sex;

macro_rules! coded {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "openapi", derive(poem_openapi::Enum), oai(rename_all = "snake_case"))]
        pub enum $name { $($(#[$doc])* #[serde(rename = $code)] #[cfg_attr(feature = "openapi", oai(rename = $code))] $variant,)+ }

        impl $name {
            /// Every one, in the order of the form.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name on the wire.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The one of that name.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}
pub(crate) use coded;

coded! {
    /// 退休类别: whose age rule applies. Which of the women's two follows the post, not the identity number.
    Category {
        /// 男职工: original age 60.
        Male = "male",
        /// 女职工 in management or technical posts: original age 55.
        Female55 = "female_55",
        /// 女职工 in other posts: original age 50.
        Female50 = "female_50",
        /// 特殊工种提前退休: men 55, women 45, never delayed (国发〔1978〕104号).
        SpecialWork = "special_work",
    }
}

impl Category {
    /// Whether a person of that sex can be in the category.
    pub const fn fits(self, sex: Sex) -> bool {
        match self {
            Self::Male => matches!(sex, Sex::Male),
            Self::Female55 | Self::Female50 => matches!(sex, Sex::Female),
            Self::SpecialWork => true,
        }
    }
}

coded! {
    /// 特殊工种类别 (国发〔1978〕104号): how long it has to have been done differs.
    WorkKind {
        /// 高空
        HighAltitude = "high_altitude",
        /// 特别繁重体力劳动
        VeryHeavyLabour = "very_heavy_labour",
        /// 井下
        Underground = "underground",
        /// 高温
        HighTemperature = "high_temperature",
        /// 其他有害身体健康工作
        OtherHarmful = "other_harmful",
    }
}

coded! {
    /// 退休时间选择
    Choice {
        /// 按法定退休年龄
        Statutory = "statutory",
        /// 弹性提前退休
        FlexibleEarly = "flexible_early",
        /// 弹性延迟退休
        FlexibleLate = "flexible_late",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_the_wire_names() {
        for category in Category::ALL {
            assert_eq!(serde_json::to_value(category).unwrap_or_default(), category.code());
            assert_eq!(Category::from_code(category.code()), Some(*category));
        }
        for kind in WorkKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap_or_default(), kind.code());
        }
        for choice in Choice::ALL {
            assert_eq!(serde_json::to_value(choice).unwrap_or_default(), choice.code());
        }
    }

    #[test]
    fn the_post_decides_only_among_womens_categories() {
        assert!(Category::Male.fits(Sex::Male) && !Category::Male.fits(Sex::Female));
        assert!(Category::Female50.fits(Sex::Female) && !Category::Female55.fits(Sex::Male));
        assert!(Category::SpecialWork.fits(Sex::Male) && Category::SpecialWork.fits(Sex::Female));
    }
}
