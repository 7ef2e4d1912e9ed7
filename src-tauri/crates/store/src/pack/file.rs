//! A pack as a file: `Symposia pack 1`, what it says of itself, its lines compressed by zstd, the SHA-256
//! of all of that, and a signature of that; the whole encrypted, mostly.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::lines::{self, Line, cut};
use super::seal::{Keys, Seal, sealed, unsealed};
use super::sign::{self, Signer};
use super::{Header, Sending, Taken};
use crate::journal::Kind;
use crate::{Hand, Reader, Result, Store, StoreError};

pub(super) const MAGIC: &[u8] = b"Symposia pack ";

/// The version of the form of a file. Raise it when older programs could no longer read it.
const FORMAT: &[u8] = b"1";

/// The longest file that is looked at.
pub const LARGEST: u64 = 2 << 30;

/// The most that may be in it.
const MOST: u64 = 4 << 30;

/// How many times as much may be in it as it is long. Records that are all alike come to a few dozen times.
const TIMES: u64 = 500;

/// The longest first line.
const COVER: u64 = 1 << 20;

pub(super) fn broken() -> StoreError {
    StoreError::Pack("it was damaged on its way, or cut short; ask for it again".to_owned())
}

fn failed(error: &io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => cut(),
        io::ErrorKind::FileTooLarge => StoreError::Pack(format!("{error}")),
        _ => broken(),
    }
}

/// Hashes what is taken of it.
struct Hashing<R> {
    from: R,
    hash: Sha256,
    taken: u64,
}

impl<R: BufRead> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(buffer)?;
        self.hash.update(&buffer[..count]);
        self.taken += count as u64;
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Hashing<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.from.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        if let Ok(buffer) = self.from.fill_buf() {
            self.hash.update(&buffer[..amount.min(buffer.len())]);
        }
        self.taken += amount as u64;
        self.from.consume(amount);
    }
}

/// Hashes what goes through it.
struct HashingInto<W> {
    into: W,
    hash: Sha256,
}

impl<W: Write> Write for HashingInto<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let count = self.into.write(buffer)?;
        self.hash.update(&buffer[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.into.flush()
    }
}

/// Stops where more comes out of a file than can honestly be in it.
struct Bounded<'a, R> {
    from: zstd::Decoder<'a, Hashing<R>>,
    out: u64,
}

impl<R: BufRead> Read for Bounded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(buffer)?;
        self.out += count as u64;
        let most = MOST.min((1 << 20) + self.from.get_ref().taken.saturating_mul(TIMES));
        if self.out > most {
            return Err(io::Error::new(
                io::ErrorKind::FileTooLarge,
                "far more comes out of it than a pack holds; it was made to fill the disk",
            ));
        }
        Ok(count)
    }
}

/// Reads the first lines: what a file is, and what it says of itself.
fn cover(from: &mut Hashing<impl BufRead>) -> Result<Header> {
    let mut line = Vec::new();
    let mut next = |line: &mut Vec<u8>| -> Result<bool> {
        line.clear();
        let read = from.by_ref().take(COVER).read_until(b'\n', line);
        read.map_err(|error| failed(&error))?;
        Ok(line.pop_if(|last| *last == b'\n').is_some())
    };
    let whole = next(&mut line)?;
    let Some(format) = line.strip_prefix(MAGIC) else {
        let is_begun = !line.is_empty() && MAGIC.starts_with(&line);
        return Err(if is_begun {
            cut()
        } else {
            StoreError::Pack(
                "it is no pack of Symposia; choose the file that the other office sent".to_owned(),
            )
        });
    };
    if !whole {
        return Err(cut());
    }
    if format != FORMAT {
        return Err(StoreError::Pack(
            "it has a form that only a newer Symposia knows. Keep the file, install the newer program, and import it then."
                .to_owned(),
        ));
    }
    if !next(&mut line)? {
        return Err(cut());
    }
    serde_json::from_slice(&line).map_err(|_| broken())
}

fn open(path: &Path) -> Result<File> {
    let cannot =
        |error: io::Error| StoreError::Pack(format!("{} cannot be read: {error}", path.display()));
    let file = File::open(path).map_err(cannot)?;
    if file.metadata().map_err(cannot)?.len() > LARGEST {
        return Err(StoreError::Pack(
            "it is larger than 2 GB, which no pack is; ask for single events instead".to_owned(),
        ));
    }
    Ok(file)
}

/// Begins to read a file, and says what it says of itself.
fn begin<'a>(file: &'a File, keys: &Keys) -> Result<(Header, Hashing<Box<dyn BufRead + 'a>>)> {
    let mut file = file;
    file.rewind().map_err(|error| failed(&error))?;
    let mut from = Hashing {
        from: unsealed(BufReader::with_capacity(1 << 16, file), keys)?,
        hash: Sha256::new(),
        taken: 0,
    };
    let header = cover(&mut from)?;
    Ok((header, from))
}

fn unpacked<'a, R: BufRead>(from: Hashing<R>) -> Result<Bounded<'a, R>> {
    let mut decoder = zstd::Decoder::with_buffer(from)
        .map_err(|error| failed(&error))?
        .single_frame();
    // 8 MB at once at most; our own files need no more.
    decoder.window_log_max(23).map_err(|error| failed(&error))?;
    Ok(Bounded {
        from: decoder,
        out: 0,
    })
}

/// What a file says of itself, once it is sure that it is whole and as it was made.
///
/// Its signature is that of the key it names; whose that is, [`Reader::signed_by`] says.
pub fn look_into(path: &Path, keys: &Keys) -> Result<Header> {
    look_through(&open(path)?, keys)
}

fn look_through(file: &File, keys: &Keys) -> Result<Header> {
    let (header, from) = begin(file, keys)?;
    let mut lines = unpacked(from)?;
    io::copy(&mut lines, &mut io::sink()).map_err(|error| failed(&error))?;
    let from = lines.from.finish();
    let hash = from.hash.finalize();
    let mut rest = Vec::new();
    let length = hash.len() + sign::LENGTH;
    let mut after = from.from.take(length as u64 + 1);
    after
        .read_to_end(&mut rest)
        .map_err(|error| failed(&error))?;
    if rest.len() < length {
        return Err(cut());
    }
    let signature = rest
        .strip_prefix(hash.as_slice())
        .and_then(|signature| signature.try_into().ok());
    let Some(signature) = signature else {
        return Err(broken());
    };
    sign::verify(&header, &hash, signature)?;
    Ok(header)
}

impl Reader {
    /// Writes a pack to a file. Somebody who syncs the folder never sees half of it.
    pub fn write_pack(
        &self,
        path: &Path,
        sending: &Sending<'_>,
        seal: &Seal,
        signer: &Signer,
    ) -> Result<Header> {
        let file_failed = |source: io::Error| StoreError::File {
            path: path.to_owned(),
            source,
        };
        let unfinished = unfinished(path);
        // What a crash left there.
        let _ = std::fs::remove_file(&unfinished);
        let written = (|| {
            let file = crate::files::private_file(&unfinished).map_err(file_failed)?;
            let mut out = BufWriter::with_capacity(1 << 16, file);
            let header = sealed(seal, &mut out, |out| self.write_plain(out, sending, signer))?;
            let file = out
                .into_inner()
                .map_err(|error| file_failed(error.into_error()))?;
            file.sync_all().map_err(file_failed)?;
            std::fs::rename(&unfinished, path).map_err(file_failed)?;
            // Who was told that the pack is there may delete what it was made of.
            crate::lasting::sync_folder(path.parent());
            Ok(header)
        })();
        if written.is_err() {
            // What failed is said; that its half cannot be removed either adds nothing to it.
            let _ = std::fs::remove_file(&unfinished);
        }
        written
    }

    fn write_plain(
        &self,
        out: &mut dyn Write,
        sending: &Sending<'_>,
        signer: &Signer,
    ) -> Result<Header> {
        let failed =
            |error: io::Error| StoreError::Pack(format!("it could not be written: {error}"));
        let mut into = HashingInto {
            into: out,
            hash: Sha256::new(),
        };
        let header = self.at_one_time(|reader| -> Result<Header> {
            let mut outline = reader.outline(sending)?;
            outline.header.signer = Some(signer.key());
            let cover =
                serde_json::to_vec(&outline.header).map_err(|error| failed(error.into()))?;
            for part in [MAGIC, FORMAT, b"\n", &cover, b"\n"] {
                into.write_all(part).map_err(failed)?;
            }
            let mut packed = zstd::Encoder::new(&mut into, 6).map_err(failed)?;
            packed.window_log(23).map_err(failed)?;
            reader.tell_lines(&outline, &mut packed)?;
            packed.finish().map_err(failed)?;
            Ok(outline.header)
        })?;
        let hash = into.hash.finalize();
        into.into.write_all(&hash).map_err(failed)?;
        into.into
            .write_all(&signer.signature(&hash))
            .map_err(failed)?;
        Ok(header)
    }
}

fn unfinished(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".unfinished");
    PathBuf::from(name)
}

impl Store {
    /// Takes in a pack from a file; see [`Store::take_in`]. The file is gone through first, so that nothing is begun
    /// with one that is not whole.
    pub fn take_pack(
        &mut self,
        hand: &mut Hand,
        path: &Path,
        keys: &Keys,
        try_it: bool,
    ) -> Result<(Header, Taken)> {
        let file = open(path)?;
        let header = look_through(&file, keys)?;
        self.judge_signer(&header, keys.accept_unknown)?;
        let (_, from) = begin(&file, keys)?;
        let mut lines = BufReader::with_capacity(1 << 16, unpacked(from)?);
        let kind = if try_it { Kind::Tried } else { Kind::Derived };
        let taken = self.take_lines(hand, &mut lines, kind, Some(&header))?;
        Ok((header, taken))
    }

    /// The same for a pack that lies in the shared folder, signed with the folder's key: undo passes over it.
    pub fn take_shared(
        &mut self,
        hand: &mut Hand,
        path: &Path,
        keys: &Keys,
        signer: &Signer,
    ) -> Result<(Header, Taken)> {
        let file = open(path)?;
        let header = look_through(&file, keys)?;
        if header.signer != Some(signer.key()) {
            return Err(StoreError::Pack(
                "it was not written by a desk that has the folder's key".to_owned(),
            ));
        }
        let (_, from) = begin(&file, keys)?;
        let mut lines = BufReader::with_capacity(1 << 16, unpacked(from)?);
        let taken = self.take_lines(hand, &mut lines, Kind::Shared, Some(&header))?;
        Ok((header, taken))
    }
}

/// What a pack says of itself in its first line.
pub(super) fn first_line(from: &mut dyn BufRead, buffer: &mut Vec<u8>) -> Result<Header> {
    match lines::read(from, buffer)? {
        Line::Pack(header) => Ok(*header),
        _ => Err(StoreError::Pack(
            "it does not begin as a pack does".to_owned(),
        )),
    }
}
