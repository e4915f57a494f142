//! How often one may try: a few times for one purpose, and so often a day; a success costs nothing.

use shared::access::StepUpPurpose;
use shared::error::ProblemCode;

use crate::app::App;
use crate::services::ServiceResult;
use crate::services::allowance::{self, Taken, Window};
use crate::services::sessions::LoggedIn;

/// The tries of one purpose are counted for so many minutes.
const SET_MINUTES: i64 = 30;
const DAY_MINUTES: i64 = 24 * 60;
const OF_DAY: &str = "face_day";
const OF_PURPOSE: &str = "face_purpose";

fn of_purpose(who: &LoggedIn, purpose: StepUpPurpose) -> String {
    format!("{}|{}", who.session_key, purpose.code())
}

/// A try that was taken.
pub(super) struct Try(Taken, Taken);

/// Takes a try.
///
/// # Errors
/// `face_tries_spent` with the seconds until there is one again.
pub(super) async fn take(app: &App, who: &LoggedIn, purpose: StepUpPurpose) -> ServiceResult<Try> {
    let face = &app.config.face;
    let spent = ProblemCode::FaceTriesSpent;
    let day = [Window::minutes(face.tries_per_day, DAY_MINUTES)];
    let day = allowance::take(app, OF_DAY, who.user.key(), &day, spent).await?;
    let set = [Window::minutes(face.tries_per_purpose, SET_MINUTES)];
    match allowance::take(app, OF_PURPOSE, &of_purpose(who, purpose), &set, spent).await {
        Ok(set) => Ok(Try(day, set)),
        Err(refused) => {
            day.give_back(app).await?;
            Err(refused)
        }
    }
}

impl Try {
    /// Gives it back: it was a success, or failed for no fault of the person's.
    pub(super) async fn give_back(self, app: &App) -> ServiceResult<()> {
        self.0.give_back(app).await?;
        self.1.give_back(app).await
    }
}

/// Tries left today.
pub(super) async fn left_today(app: &App, who: &LoggedIn) -> ServiceResult<u32> {
    let day = Window::minutes(app.config.face.tries_per_day, DAY_MINUTES);
    allowance::left(app, OF_DAY, who.user.key(), day).await
}

/// Tries left for a purpose.
///
/// # Errors
/// `face_tries_spent` where there is none.
pub(super) async fn left(app: &App, who: &LoggedIn, purpose: StepUpPurpose) -> ServiceResult<u32> {
    let set = Window::minutes(app.config.face.tries_per_purpose, SET_MINUTES);
    let of_set = allowance::left(app, OF_PURPOSE, &of_purpose(who, purpose), set).await?;
    match of_set.min(left_today(app, who).await?) {
        0 => Err(ProblemCode::FaceTriesSpent.into()),
        left => Ok(left),
    }
}
