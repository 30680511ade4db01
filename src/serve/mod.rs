//! The preview: watch, run the pipeline, answer HTTP.
//!
//! In: a site's folder and options. Out: pages over HTTP on the loopback, each printed when a browser
//! asks for it by the very printer that `build` uses, and [`Event`]s for whoever shows them. The room
//! knows no terminal.

mod answer;
mod desk;
mod error;
mod events;
mod file_body;
mod file_type;
mod files;
mod find;
mod guard;
mod http;
mod instants;
mod lan;
mod line;
mod listen;
mod look;
mod pass;
mod patient;
mod port;
mod press;
mod problem;
mod range;
mod reply;
mod rest;
mod script;
mod shared;
mod shows;
mod stop;
mod tabs;
mod turns;
mod watch;
mod window;

#[cfg(test)]
mod tests;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use crate::diagnostics::Diagnostic;
use crate::disk::DiskError;
use crate::model::Drafts;
use crate::pipeline::{Edition, Now, Pipeline, Settings};
use crate::render::LinkStyle;

use answer::Preview;
use desk::Desk;
use events::Events;
use files::Files;
use find::Base;
use instants::Instants;
use pass::Pass;
use port::Bound;
use press::{Press, Waker};
use stop::Signals;
use tabs::Tabs;
use watch::Watch;
use window::Window;

pub use error::ServeError;

/// What a preview is asked for.
#[derive(Debug, Clone)]
pub struct Options {
    /// The site's folder.
    pub root: PathBuf,
    /// At which port to listen.
    pub port: Port,
    /// To whom to listen.
    pub reach: Reach,
    /// Stands for the preview's own address as the site's `base_url`; the site answers under its path.
    pub base_url: Option<String>,
    /// Whether drafts are shown.
    pub drafts: Drafts,
    /// What links look like.
    pub links: LinkStyle,
    /// The instant to show the site as of; the present one, as it moves on, where absent.
    pub now: Option<Now>,
    /// Whether to look for changes instead of being told of them by the system.
    pub poll: bool,
}

/// Where to listen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Port {
    /// Here or nowhere; 0 lets the system choose.
    Exactly(u16),
    /// Here, or at the next port that is free.
    From(u16),
}

/// To whom to listen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// To this machine alone.
    Machine,
    /// To every machine of its networks too, if it has the pass that is made for this run.
    Network,
}

/// Something that whoever started the preview may want to know.
#[derive(Debug)]
pub enum Event {
    /// It answers.
    Started {
        /// The home page.
        address: String,
        /// The home page for other machines, the likeliest address first, with the pass in it: it is for the person
        /// at this machine alone. None without [`Reach::Network`], or without a network.
        network: Vec<String>,
        /// The port that was asked for, where another one had to be taken.
        instead_of: Option<u16>,
    },
    /// The site was read and planned anew.
    Rebuilt {
        /// What came out.
        edition: Arc<Edition>,
        /// How long it took.
        took: Duration,
        /// What browsers see of it.
        outcome: Outcome,
    },
    /// A page was asked for that its template cannot print; told once for each change of the site.
    Unprintable {
        /// The edition that the page is of.
        edition: Arc<Edition>,
        /// What was not told before.
        diagnostics: Vec<Diagnostic>,
    },
    /// The site's folder cannot be read any more; the preview goes on with what it has and looks again.
    Lost(DiskError),
    /// The program failed at the site as it is; the preview goes on with what it has and tries again after the next change.
    Fault,
    /// The system does not tell of changes; the preview looks for them itself.
    WatchProblem(String),
    /// The preview has ended, because it was asked to.
    Stopped,
}

/// What browsers see after a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// What this run made.
    Shown,
    /// The last good pages, since this run found errors.
    Kept,
}

/// How long the end waits for what is still under way, answers and words.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// Shows a site until Ctrl-C or SIGTERM.
///
/// `on_event` is called on a thread of its own, one event after another. While it works, a later event takes the place of
/// one of its kind: of many runs it is told the last. The end waits for it half a second and no longer: a terminal that
/// stands still shall not keep whoever presses Ctrl-C.
///
/// # Errors
/// The port is in use, the site's folder cannot be read at the start, or the system refuses what a
/// server needs. What is wrong with the site is in the events.
pub fn serve(options: Options, mut on_event: impl FnMut(Event) + Send + 'static) -> Result<(), ServeError> {
    let Bound { listeners, port, instead_of } = port::bind(options.port, options.reach)?;
    let own = format!("http://127.0.0.1:{port}");
    let (pass, network) = match options.reach {
        Reach::Machine => (None, Vec::new()),
        Reach::Network => {
            let of = |ip| format!("http://{}", SocketAddr::new(ip, port));
            (Some(Pass::new().map_err(ServeError::Start)?), lan::addresses().into_iter().map(of).collect())
        }
    };
    // Whole addresses in pages, as of calendars, must lead a phone here and not to itself.
    let base_url = options.base_url.unwrap_or_else(|| format!("{}/", network.first().unwrap_or(&own)));
    let base = Base::new(&base_url);
    let address = format!("{own}{}", base.written());
    let open =
        |pass: &Pass| network.iter().map(|own| pass.address(&format!("{own}{}", base.written()))).collect();
    let network = pass.as_ref().map_or_else(Vec::new, open);
    let events = Arc::new(Events::default());
    let (waker, woken) = Waker::new();

    // Before the first run, so that nothing saved during it is missed.
    let watch = Watch::start(&options.root, options.poll, &waker, &events);
    let settings = Settings {
        root: options.root.clone(),
        base_url: Some(base_url),
        drafts: options.drafts,
        links: options.links,
        posters: true,
    };
    let pipeline = Arc::new(Mutex::new(Pipeline::new(settings)));
    let stands_still = options.now.is_some();
    let mut press = Press::new(Arc::clone(&pipeline), options.now);
    let first = press.run()?;

    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_name("preview")
        .enable_all()
        .build()
        .map_err(ServeError::Start)?;
    let guard = runtime.enter();
    let signals = Signals::new().map_err(ServeError::Start)?;
    let listeners = listeners.into_iter().map(tokio::net::TcpListener::from_std).collect::<Result<_, _>>();
    let listeners = listeners.map_err(ServeError::Start)?;
    drop(guard);

    let preview = Arc::new(Preview {
        files: Files::new(options.root),
        port,
        pass,
        base,
        window: Window::new(first.edition.clone()),
        instants: Instants::new(pipeline),
        turns: turns::Turns::new(),
        stands_still,
        tabs: Tabs::new(),
        events: Arc::clone(&events),
        desk: Desk::new(),
    });
    events.tell(Event::Started { address, network, instead_of });
    events.tell(Event::Rebuilt { edition: first.edition.arc(), took: first.took, outcome: Outcome::Shown });
    drop(first);
    let rebuilding =
        press.keep(Arc::clone(&preview), watch, waker.clone(), woken).map_err(ServeError::Start)?;
    let (ending, ended) = mpsc::channel::<()>();
    let told = Arc::clone(&events);
    runtime.spawn(async move {
        listen::until_stopped(listeners, preview, signals).await;
        told.tell(Event::Stopped);
        drop(ending);
    });
    let (telling, all_told) = mpsc::channel::<()>();
    let tell = move || {
        let _telling = telling;
        loop {
            let event = events.next();
            let is_last = matches!(event, Event::Stopped);
            on_event(event);
            if is_last {
                break;
            }
        }
    };
    std::thread::Builder::new().name("telling".to_owned()).spawn(tell).map_err(ServeError::Start)?;

    // Nothing is sent: the other ends are let go of when there is nothing left to wait for.
    let _ = ended.recv();
    waker.stop();
    // A thread that panicked has nothing left to end.
    let _ = rebuilding.join();
    runtime.shutdown_timeout(LAST_WORDS);
    let _ = all_told.recv_timeout(LAST_WORDS);
    Ok(())
}
