//! Browser journeys: the app in headless Chromium against the server's binary and a real database folder.

mod agents;
mod agents_invited;
mod appeal;
mod application_detail;
mod application_form;
mod applications_list;
mod camera;
mod camera_files;
mod camera_page;
mod enterprises;
mod every_page;
mod faces;
mod forgotten_password;
mod keyboard;
mod login;
mod notices;
mod paper_journey;
mod papers;
mod papers_changed;
mod papers_kept;
mod qr_login;
mod reading;
mod registration;
mod restart;
mod retirement;
mod reviewing;
mod reviewing_filters;
mod reviewing_queue;
mod sessions;
mod settings;
mod submit_later;
mod trouble;
mod tus_js_client;
mod uploads_killed;
mod verify;
mod viewer;

/// People of the demonstration: number to log in with. Their password is [`PASSWORD`].
mod demo {
    /// 王建国, legal representative of the first enterprise.
    pub(crate) const LEGAL_REP: &str = "15400000001";
    /// 李秀英, agent of both enterprises.
    pub(crate) const OF_TWO: &str = "15400000002";
    /// 张伟, agent who files applications.
    pub(crate) const AGENT: &str = "15400000003";
    /// Name of the first enterprise.
    pub(crate) const ENTERPRISE: &str = "长春市松苑机械制造有限公司";
    /// Name of the second.
    pub(crate) const OTHER_ENTERPRISE: &str = "吉林省北湖食品有限公司";
}

/// The password of every made-up person.
use integration_tests::people::PASSWORD;
