//! Everything that a request needs, built once.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use anyhow::Context;
use shared::application::{Reminders, WorkingDays};
use shared::retirement::Policy;

use crate::adapters::blobs::Blobs;
use crate::adapters::face_contents::FaceContents;
use crate::adapters::face_models::FaceModels;
use crate::adapters::face_vendor::HttpFaceVendor;
use crate::adapters::recogniser::LocalRecogniser;
use crate::adapters::register_http::HttpRegister;
use crate::adapters::register_table::TableRegister;
use crate::adapters::sms_aliyun::AliyunSms;
use crate::adapters::sms_outbox::OutboxSms;
use crate::adapters::surreal::Database;
use crate::config::{Config, FaceConfig, FaceKind, RegisterKind, SmsSenderKind};
use crate::crypto::{PasswordHasher, Vault};
use crate::lane::Lane;
use crate::ports::{
    Clock, Entropy, FaceJudge, FaceVendor, InsuredRegister, Recogniser, SmsSender, SystemClock, SystemEntropy,
};
use crate::services::audit;
use crate::services::notices::Hub;

/// Papers that may wait to be printed.
const PAPERS_WAITING: usize = 16;

/// Requests that bring pictures of faces at a time, at most: 48 of 2.5 MiB are 120 MiB. No more than can be worked on or wait:
/// who would be refused afterwards is refused before their megabyte is read.
const FACE_BODIES: usize = 48;

/// Who verifies faces.
pub enum FaceVerifier {
    /// Models in this process.
    Models(FaceModelsInUse),
    /// A vendor.
    Vendor(Arc<dyn FaceVendor>),
}

/// Models that judge faces, a few at a time.
pub struct FaceModelsInUse {
    /// The models.
    pub judge: Arc<dyn FaceJudge>,
    /// Verifications, off the async threads.
    pub lane: Lane,
}

/// What differs by place; tests bring their own.
pub struct Ports {
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// SMS.
    pub sms: Arc<dyn SmsSender>,
    /// The insured-person register.
    pub register: Arc<dyn InsuredRegister>,
    /// Password hashing.
    pub passwords: PasswordHasher,
    /// A reader of cards in place of that of the settings.
    pub recogniser: Option<Arc<dyn Recogniser>>,
    /// Models that judge faces in place of those of the settings.
    pub face_judge: Option<Arc<dyn FaceJudge>>,
}

/// Documents that come as one body at a time: clients that send large ones have the upload protocol.
const BODIES: usize = 4;
/// So many more may wait, unread, no longer than a request may take.
const BODIES_WAITING: usize = 64;

/// The running application: configuration, database, ports. Shared by every request.
pub struct App {
    /// The configuration it was started with.
    pub config: Config,
    /// The database.
    pub db: Database,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// SMS.
    pub sms: Arc<dyn SmsSender>,
    /// The insured-person register.
    pub register: Arc<dyn InsuredRegister>,
    /// Password hashing, off the async threads.
    pub passwords: PasswordHasher,
    /// Making photos ready to keep, off the async threads.
    pub photos: Lane,
    /// Requests whose bytes of uploads are being taken.
    pub arriving: Lane,
    /// Requests that bring a whole document as their body, which is in memory until they are answered.
    pub bodies: Lane,
    /// Whole files in memory that are about to become documents, a few at a time.
    pub finishing: Lane,
    /// Reading of photographed cards, where its models are there.
    pub recogniser: Option<Arc<dyn Recogniser>>,
    /// Readings, one at a time: each keeps every core busy for a second.
    pub readings: Lane,
    /// Papers that are printed: one at a time, the others wait.
    pub papers: Lane,
    /// Who verifies faces, where anybody does.
    pub faces: Option<FaceVerifier>,
    /// Requests that bring pictures of faces at a time; the next is told to come back.
    pub face_bodies: Lane,
    /// What is kept of faces.
    pub face_contents: FaceContents,
    /// How many templates are kept, as of the last sweep.
    pub faces_kept: AtomicU64,
    /// Sealing and blind indexes of personal data.
    pub vault: Vault,
    /// Contents of documents.
    pub blobs: Blobs,
    /// Ages, contribution, materials, pension bases.
    pub policy: Policy,
    /// Who listens to notices on this server.
    pub notices: Hub,
    /// Working days, by which the agency's time limit runs.
    pub working_days: WorkingDays,
    /// When enterprises are reminded of what they have not submitted.
    pub reminders: Reminders,
}

impl App {
    /// Opens the database, brings its schema up to date and connects the ports as configured.
    ///
    /// # Errors
    /// Where the database cannot be opened or migrated, or a port's settings are not usable.
    pub async fn start(config: Config) -> anyhow::Result<Arc<Self>> {
        Ok(Self::open(config).await?.0)
    }

    /// The same; gives the numbers of the migrations that were applied besides.
    ///
    /// # Errors
    /// As [`Self::start`].
    pub async fn open(config: Config) -> anyhow::Result<(Arc<Self>, Vec<u32>)> {
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let entropy: Arc<dyn Entropy> = Arc::new(SystemEntropy);
        let db = Database::open(&config).await.context("opening the database")?;
        let migrated = db.migrate().await.context("bringing the schema up to date")?;
        let sms: Arc<dyn SmsSender> = match config.sms.sender {
            SmsSenderKind::Outbox => Arc::new(OutboxSms::new(db.clone(), clock.clone(), entropy.clone())),
            SmsSenderKind::Aliyun => {
                Arc::new(AliyunSms::new(config.sms.aliyun.clone(), clock.clone(), entropy.clone())?)
            }
        };
        let register = Self::register(&config, &db, &clock, &entropy)?;
        let passwords = PasswordHasher::new(config.policy.password_hash_concurrency, config.policy.password_hash_queue);
        let ports = Ports { clock, entropy, sms, register, passwords, recogniser: None, face_judge: None };
        let app = Self::assemble(config, db, ports)?;
        audit::begin(&app).await.context("beginning the chains of the audit log")?;
        Ok((app, migrated))
    }

    /// The insured-person register of the settings.
    ///
    /// # Errors
    /// Where the data key is not 32 bytes, or the settings of the HTTP interface are not usable.
    pub fn register(
        config: &Config,
        db: &Database,
        clock: &Arc<dyn Clock>,
        entropy: &Arc<dyn Entropy>,
    ) -> anyhow::Result<Arc<dyn InsuredRegister>> {
        Ok(match config.register.kind {
            RegisterKind::Table => {
                let vault = Vault::new(&config.secrets.data_key_bytes()?);
                Arc::new(TableRegister::new(db.clone(), vault, clock.clone()))
            }
            RegisterKind::Http => Arc::new(HttpRegister::new(config.register.clone(), clock.clone(), entropy.clone())?),
        })
    }

    /// Puts the parts together.
    ///
    /// # Errors
    /// Where a key is not 32 bytes, the store of documents cannot be opened, a table of the policy is broken, or a model is
    /// not what its list says.
    pub fn assemble(config: Config, db: Database, ports: Ports) -> anyhow::Result<Arc<Self>> {
        let Ports { clock, entropy, sms, register, passwords, recogniser, face_judge } = ports;
        let data_key = config.secrets.data_key_bytes()?;
        let vault = Vault::new(&data_key);
        let blobs = Blobs::open(&config.blobs, &config.storage).context("opening the store of documents")?;
        let photos = Lane::new(config.blobs.photo_concurrency, config.blobs.photo_queue);
        let arriving = Lane::new(config.uploads.concurrency, config.uploads.queue);
        // Those that wait hold one part each.
        let finishing = Lane::new(config.blobs.photo_concurrency + 1, config.blobs.photo_queue * 4);
        let recogniser = match (recogniser, config.ocr.folder()) {
            (Some(recogniser), _) => Some(recogniser),
            (None, Some(folder)) => Some(Arc::new(LocalRecogniser::new(folder)?) as Arc<dyn Recogniser>),
            (None, None) => None,
        };
        let readings = Lane::new(1, config.ocr.queue);
        let faces = Self::faces(&config.face, face_judge)?;
        let face_contents = FaceContents::new(blobs.clone(), &*config.face.key_bytes()?);
        let face_bodies = Lane::new((config.face.concurrency + config.face.queue).min(FACE_BODIES), 0);
        let policy = config.policy.tables()?;
        let working_days = config.policy.working_days()?;
        let reminders = config.policy.reminders()?;
        Ok(Arc::new(Self {
            config,
            db,
            clock,
            entropy,
            sms,
            register,
            passwords,
            photos,
            arriving,
            bodies: Lane::new(BODIES, BODIES_WAITING),
            finishing,
            recogniser,
            readings,
            papers: Lane::new(1, PAPERS_WAITING),
            faces,
            face_bodies,
            face_contents,
            faces_kept: AtomicU64::default(),
            vault,
            blobs,
            policy,
            notices: Hub::default(),
            working_days,
            reminders,
        }))
    }

    /// The verifier of the settings.
    fn faces(config: &FaceConfig, judge: Option<Arc<dyn FaceJudge>>) -> anyhow::Result<Option<FaceVerifier>> {
        let judge: Arc<dyn FaceJudge> = match (judge, config.kind, config.folder()) {
            (Some(judge), ..) => judge,
            (None, FaceKind::Models, Some(folder)) => Arc::new(FaceModels::new(folder, config.thresholds)?),
            (None, FaceKind::Vendor, _) => {
                return Ok(Some(FaceVerifier::Vendor(Arc::new(HttpFaceVendor::new(config.vendor.clone())?))));
            }
            _ => return Ok(None),
        };
        Ok(Some(FaceVerifier::Models(FaceModelsInUse { judge, lane: Lane::new(config.concurrency, config.queue) })))
    }
}
