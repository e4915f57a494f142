//! Bytes that come in, gathered to parts: in memory is one part at a time, and a part counts once the row names it.

use photos::Refusal;
use shared::error::{Invalid, ProblemCode};

use super::finish::fetch;
use super::row::{Part, Row, names, parts, unfinished_until, unsigned};
use crate::adapters::surreal::Vars;
use crate::app::App;
use crate::services::applications::refused_photo;
use crate::services::{ServiceError, ServiceResult};

/// Bytes of a part, but for the last of a file and the last of a request: what each request that brings bytes holds of them in
/// memory at most.
const PART: usize = 256 * 1024;
/// The row names parts so many bytes at a time while a request goes on: each naming is a commit.
const NAMED: i64 = 1024 * 1024;
/// A last part smaller than this is joined with what comes next, so that a network that breaks off after every few bytes
/// does not make a part of each.
const SMALL: i64 = 64 * 1024;
/// Where the beginning of a file is looked at, besides at the end of each part: its type by the first bytes, its size in
/// pixels behind what cameras write in front of it.
const LOOKS: [usize; 2] = [photos::SNIFFED, 128 * 1024];

/// Why no more bytes were taken.
pub(super) enum Stop {
    /// The file is none that could become a document: the upload is over.
    Refused(ServiceError),
    /// What this request brought does not count; the upload is where it was.
    Failed(ServiceError),
    /// The network broke off: what came counts, unless a checksum was announced.
    Broken(ServiceError),
}

impl<E: Into<ServiceError>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// One request's bytes on their way into an upload.
pub(super) struct Intake<'a> {
    app: &'a App,
    /// The upload as the database has it.
    pub(super) row: Row,
    /// So many of the row's parts stay; one behind them was taken into memory again.
    kept: usize,
    /// Parts that lie in the store and that the row does not name yet.
    fresh: Vec<Part>,
    /// What comes behind the parts, a part at most.
    tail: Vec<u8>,
    /// How far the file has come with all of these.
    taken: i64,
    /// A checksum was announced: nothing counts before everything has come.
    whole: bool,
    looked: usize,
    /// What the file's beginning looked like when it left memory; it says nothing before the bytes are known to be right.
    seen: Result<(), Refusal>,
}

impl<'a> Intake<'a> {
    pub(super) async fn open(app: &'a App, row: Row, whole: bool) -> ServiceResult<Self> {
        let mut kept = row.parts.len();
        let mut tail = Vec::new();
        if let Some(last) = row.parts.last().filter(|part| part.bytes < SMALL) {
            tail = fetch(app, &row, &last.name).await?;
            kept -= 1;
        }
        let taken = row.received;
        Ok(Self { app, row, kept, fresh: Vec::new(), tail, taken, whole, looked: 0, seen: Ok(()) })
    }

    /// Whether the whole file is there.
    pub(super) fn is_complete(&self) -> bool {
        self.taken == self.row.bytes
    }

    /// Takes bytes.
    pub(super) async fn add(&mut self, mut bytes: &[u8]) -> Result<(), Stop> {
        if signed(bytes.len()) > self.row.bytes - self.taken {
            let most = unsigned(self.row.bytes);
            let invalid = Invalid::new("file_longer_than_said").with("most", most);
            return Err(Stop::Failed(ServiceError::FieldsAs(ProblemCode::BodyTooLarge, ("file", invalid).into())));
        }
        while !bytes.is_empty() {
            // Not before there is more: the last bytes of a file are never a part.
            if self.tail.len() >= PART {
                self.put_away().await?;
            }
            let room = PART.saturating_sub(self.tail.len()).min(bytes.len());
            let (now, later) = bytes.split_at(room);
            self.hold(now);
            bytes = later;
            // What a network damaged would pass for another file.
            if !self.whole && LOOKS.iter().any(|at| self.looked < *at && *at <= self.tail.len()) {
                self.look()?;
            }
        }
        Ok(())
    }

    /// Takes bytes into memory, which is set aside at once: a vector that grows takes twice what it holds.
    fn hold(&mut self, bytes: &[u8]) {
        let coming = usize::try_from(self.row.bytes - self.taken).unwrap_or(PART);
        let most = (self.tail.len() + coming).min(PART);
        self.tail.reserve_exact(most.saturating_sub(self.tail.len()));
        self.tail.extend_from_slice(bytes);
        self.taken += signed(bytes.len());
    }

    /// Makes room for what comes next.
    async fn put_away(&mut self) -> Result<(), Stop> {
        if !self.whole {
            self.look()?;
        } else if self.holds_beginning() {
            self.seen = self.judge();
        }
        self.store().await?;
        if !self.whole && self.fresh.iter().map(|part| part.bytes).sum::<i64>() >= NAMED {
            self.commit().await?;
        }
        Ok(())
    }

    /// Looks at the beginning of the file, where that is what is in memory, or what it looked like before: a file that could
    /// never become a document need not come to its end.
    pub(super) fn look(&mut self) -> Result<(), Stop> {
        self.looked = self.tail.len();
        if self.holds_beginning() {
            self.seen = self.judge();
        }
        self.seen.as_ref().map_err(|refusal| Stop::Refused(refused_photo(refusal))).copied()
    }

    fn holds_beginning(&self) -> bool {
        self.kept == 0 && self.fresh.is_empty()
    }

    fn judge(&self) -> Result<(), Refusal> {
        if self.tail.starts_with(b"%PDF-") { Ok(()) } else { photos::look(&self.tail) }
    }

    /// Puts what is in memory into the store.
    async fn store(&mut self) -> ServiceResult<()> {
        let folder = self.row.folder.as_deref().unwrap_or_default();
        let name = parts(self.app).put(folder, &self.tail).await?;
        self.fresh.push(Part { name, bytes: signed(self.tail.len()) });
        self.tail.clear();
        Ok(())
    }

    /// Moves the row on to the parts that lie in the store, if nobody else has moved it.
    async fn commit(&mut self) -> ServiceResult<()> {
        if self.fresh.is_empty() {
            return Ok(());
        }
        let mut all = self.row.parts.get(..self.kept).unwrap_or_default().to_vec();
        all.append(&mut self.fresh.clone());
        let received = all.iter().map(|part| part.bytes).sum::<i64>();
        let expires_at = unfinished_until(self.app);
        let vars = Vars::new()
            .set("upload", self.row.id.clone())
            .set("folder", self.row.folder.clone())
            .set("seen", self.row.received)
            .set("received", received)
            .set("parts", all.clone())
            .set("expires_at", expires_at);
        let statements = "
            LET $at = (SELECT folder, received FROM ONLY $upload);
            IF $at = NONE { THROW 'not_found' };
            IF $at.folder != $folder OR $at.received != $seen { THROW 'upload_offset' };
            UPDATE $upload SET parts = $parts, received = $received, expires_at = $expires_at RETURN NONE;";
        self.app.db.write(statements, vars).await?;
        self.fresh.clear();
        let replaced = std::mem::replace(&mut self.row.parts, all).split_off(self.kept);
        parts(self.app).delete(&names(&replaced)).await;
        self.kept = self.row.parts.len();
        (self.row.received, self.row.expires_at) = (received, expires_at);
        Ok(())
    }

    /// Keeps everything that came.
    pub(super) async fn keep(mut self) -> ServiceResult<Row> {
        if self.taken == self.row.received {
            return Ok(self.row);
        }
        match self.keep_all().await {
            Ok(()) => Ok(self.row),
            Err(error) => {
                self.discard().await;
                Err(error)
            }
        }
    }

    async fn keep_all(&mut self) -> ServiceResult<()> {
        if !self.tail.is_empty() {
            self.store().await?;
        }
        self.commit().await
    }

    /// The upload with all parts but what is in memory still, and that.
    pub(super) async fn into_last(mut self) -> ServiceResult<(Row, Vec<u8>)> {
        if let Err(error) = self.commit().await {
            self.discard().await;
            return Err(error);
        }
        self.row.parts.truncate(self.kept);
        Ok((self.row, self.tail))
    }

    /// Forgets what the row does not name.
    pub(super) async fn discard(self) -> Row {
        parts(self.app).delete(&names(&self.fresh)).await;
        self.row
    }
}

fn signed(bytes: usize) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}
