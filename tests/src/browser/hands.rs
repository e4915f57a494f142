//! Hands at the device: dragging, the wheel, two fingers, turning it, and a second tab.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::Page;

/// A place in the window, CSS pixels.
pub type Place = (f64, f64);

impl Page {
    /// The middle of an element, once it is shown.
    ///
    /// # Errors
    /// Where it is not.
    pub async fn middle(&self, test: &str) -> Result<Place> {
        self.see(test).await?;
        // Told from the window, not from the page: a dialog does not scroll with it.
        let rect = self
            .until_script(&format!(
                "const box = [...document.querySelectorAll('{}')].map(e => e.getBoundingClientRect()).find(box => box.width);
                 return box ? [box.x + box.width / 2, box.y + box.height / 2] : null",
                super::page::selector(test)
            ))
            .await?;
        serde_json::from_value(rect).context("a place")
    }

    /// Presses the mouse at a place, moves it, and lets go.
    ///
    /// # Errors
    /// Where the browser cannot.
    pub async fn drag(&self, from: Place, to: Place) -> Result<()> {
        self.note(format!("drag {from:?} to {to:?}"));
        self.mouse("mousePressed", from, json!({"button": "left", "buttons": 1, "clickCount": 1})).await?;
        for step in between(from, to) {
            self.mouse("mouseMoved", step, json!({"button": "left", "buttons": 1})).await?;
        }
        self.mouse("mouseReleased", to, json!({"button": "left", "clickCount": 1})).await
    }

    /// Turns the wheel at a place: down is positive, CSS pixels.
    ///
    /// # Errors
    /// Where the browser cannot.
    pub async fn wheel(&self, at: Place, down: f64) -> Result<()> {
        self.note(format!("wheel {down} at {at:?}"));
        self.mouse("mouseWheel", at, json!({"deltaX": 0, "deltaY": down})).await
    }

    /// Puts two fingers down and moves each from one place to another.
    ///
    /// # Errors
    /// Where the browser cannot.
    pub async fn pinch(&self, one: (Place, Place), other: (Place, Place)) -> Result<()> {
        self.note(format!("pinch {one:?} {other:?}"));
        self.touch("touchStart", &[one.0, other.0]).await?;
        for (one, other) in between(one.0, one.1).into_iter().zip(between(other.0, other.1)) {
            self.touch("touchMove", &[one, other]).await?;
        }
        self.touch("touchEnd", &[]).await
    }

    /// Puts one finger down, moves it, and lifts it.
    ///
    /// # Errors
    /// Where the browser cannot.
    pub async fn swipe(&self, from: Place, to: Place) -> Result<()> {
        self.note(format!("swipe {from:?} to {to:?}"));
        self.touch("touchStart", &[from]).await?;
        for step in between(from, to) {
            self.touch("touchMove", &[step]).await?;
        }
        self.touch("touchEnd", &[]).await
    }

    async fn mouse(&self, kind: &str, (x, y): Place, more: Value) -> Result<()> {
        let mut event = json!({"type": kind, "x": x, "y": y, "pointerType": "mouse"});
        if let (Some(event), Value::Object(more)) = (event.as_object_mut(), more) {
            event.extend(more);
        }
        self.input("Input.dispatchMouseEvent", event).await
    }

    async fn touch(&self, kind: &str, fingers: &[Place]) -> Result<()> {
        let points = fingers.iter().enumerate().map(|(id, (x, y))| json!({"x": x, "y": y, "id": id}));
        let event = json!({"type": kind, "touchPoints": points.collect::<Vec<_>>()});
        self.input("Input.dispatchTouchEvent", event).await
    }

    async fn input(&self, method: &str, event: Value) -> Result<()> {
        self.driver.cdp().send_raw(method, event).await.map(drop).context("a hand at the screen")
    }

    /// Gives the window another size, as by turning the phone: CSS pixels.
    ///
    /// # Errors
    /// Where the browser cannot.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        self.note(format!("resize to {width} × {height}"));
        let size = json!({
            "width": width,
            "height": height,
            "deviceScaleFactor": self.screen().density(),
            "mobile": self.screen().is_phone(),
        });
        let told = self.driver.cdp().send_raw("Emulation.setDeviceMetricsOverride", size).await;
        told.map(drop).context("another size of the window")
    }

    /// Opens another tab of this browser and goes on there.
    ///
    /// # Errors
    /// Where the browser cannot.
    pub async fn new_tab(&self) -> Result<()> {
        self.note("new tab".to_owned());
        let tab = self.driver.new_tab().await.context("another tab")?;
        self.driver.switch_to_window(tab).await.context("going to the other tab")
    }

    /// Goes on in a tab: the first is 0.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn to_tab(&self, number: usize) -> Result<()> {
        self.note(format!("to tab {number}"));
        let tab = self.driver.windows().await?.into_iter().nth(number).context("such a tab")?;
        self.driver.switch_to_window(tab).await.context("going to the tab")
    }

    /// Closes this tab and goes on in the first that is left.
    ///
    /// # Errors
    /// Where the browser cannot.
    pub async fn close_tab(&self) -> Result<()> {
        self.note("close tab".to_owned());
        self.driver.close_window().await.context("closing the tab")?;
        self.to_tab(0).await
    }
}

/// Places on the way, the last one included.
fn between(from: Place, to: Place) -> Vec<Place> {
    const STEPS: u32 = 8;
    let at = |step: u32| f64::from(step) / f64::from(STEPS);
    (1..=STEPS).map(|step| (from.0 + (to.0 - from.0) * at(step), from.1 + (to.1 - from.1) * at(step))).collect()
}
