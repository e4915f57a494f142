//! Another server on the same database.

use std::sync::Arc;

use backend::app::{App, Ports};
use backend::config::Config;
use backend::crypto::PasswordHasher;
use backend::ports::SeededEntropy;

use crate::TestApp;

/// A server on the database of another one, with settings changed; `seed` keeps their random ids apart.
pub fn another_server(app: &TestApp, seed: u64, change: impl FnOnce(&mut Config)) -> Arc<App> {
    let mut config = app.app.config.clone();
    change(&mut config);
    let ports = Ports {
        clock: app.clock.clone(),
        entropy: Arc::new(SeededEntropy::new(seed)),
        sms: app.sms.clone(),
        register: app.app.register.clone(),
        passwords: PasswordHasher::insecure_fast(),
        recogniser: None,
        face_judge: None,
    };
    App::assemble(config, app.app.db.of_another_server(), ports).expect("an app")
}
