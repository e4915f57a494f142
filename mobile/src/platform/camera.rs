//! The camera behind one seam: a live picture in a `<video>` element, and single grey frames to look for a QR code in.

/// Why there is no picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    all(not(target_arch = "wasm32"), not(test)),
    expect(dead_code, reason = "native shells have no camera yet, so none of theirs is refused")
)]
pub(crate) enum CameraError {
    /// This device or shell offers the page no camera.
    Unavailable,
    /// The person, or the device's settings, said no.
    Denied,
    /// Another program holds it.
    InUse,
}

/// One frame: brightness row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GreyFrame {
    /// Pixels in a row.
    pub(crate) width: usize,
    /// Rows.
    pub(crate) height: usize,
    /// Brightness, `width * height` bytes.
    pub(crate) pixels: Vec<u8>,
}

/// Opens the camera (video only, the one that looks away from the person) into the `<video>` element with this id.
///
/// # Errors
/// Where there is no camera or it may not be used.
pub(crate) async fn open(video_id: &str) -> Result<Camera, CameraError> {
    imp::open(video_id).await.map(Camera)
}

/// An open camera; dropping it switches it off.
pub(crate) struct Camera(imp::Camera);

impl Camera {
    /// The picture of this moment; `None` until the first one has come.
    pub(crate) fn frame(&self) -> Option<GreyFrame> {
        self.0.frame()
    }
}

/// The text of a QR code in the frame.
pub(crate) fn read_qr_code(frame: &GreyFrame) -> Option<String> {
    if frame.width * frame.height != frame.pixels.len() {
        return None;
    }
    let mut reader = quircs::Quirc::new();
    let found: Vec<_> = reader.identify(frame.width, frame.height, &frame.pixels).collect();
    found.into_iter().flatten().find_map(|code| String::from_utf8(code.decode().ok()?.payload).ok())
}

#[cfg(target_arch = "wasm32")]
mod imp {
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{
        CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement, MediaStream, MediaStreamConstraints,
        MediaStreamTrack,
    };

    use super::{CameraError, GreyFrame};

    /// Frames are scaled down to this width: enough for a code, quick enough for a phone.
    const FRAME_WIDTH: u32 = 640;

    pub(super) struct Camera {
        stream: MediaStream,
        video: HtmlVideoElement,
        canvas: HtmlCanvasElement,
    }

    pub(super) async fn open(video_id: &str) -> Result<Camera, CameraError> {
        let window = web_sys::window().ok_or(CameraError::Unavailable)?;
        let document = window.document().ok_or(CameraError::Unavailable)?;
        let video: HtmlVideoElement = document
            .get_element_by_id(video_id)
            .and_then(|element| element.dyn_into().ok())
            .ok_or(CameraError::Unavailable)?;
        let canvas: HtmlCanvasElement = document
            .create_element("canvas")
            .ok()
            .and_then(|element| element.dyn_into().ok())
            .ok_or(CameraError::Unavailable)?;
        // Without https there is no `mediaDevices`, and asking for it would throw.
        let devices = js_sys::Reflect::get(&window.navigator(), &"mediaDevices".into()).unwrap_or_default();
        if devices.is_undefined() || devices.is_null() {
            return Err(CameraError::Unavailable);
        }
        let devices = window.navigator().media_devices().map_err(|_| CameraError::Unavailable)?;
        let wanted = js_sys::Object::new();
        let _ = js_sys::Reflect::set(&wanted, &"facingMode".into(), &"environment".into());
        let constraints = MediaStreamConstraints::new();
        constraints.set_video(&wanted);
        constraints.set_audio(&JsValue::FALSE);
        let asked = devices.get_user_media_with_constraints(&constraints).map_err(|_| CameraError::Unavailable)?;
        let stream: MediaStream = JsFuture::from(asked).await.map_err(|error| reason(&error))?.unchecked_into();
        video.set_src_object(Some(&stream));
        if let Ok(playing) = video.play() {
            let _ = JsFuture::from(playing).await;
        }
        Ok(Camera { stream, video, canvas })
    }

    fn reason(error: &JsValue) -> CameraError {
        let name = js_sys::Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string());
        match name.as_deref() {
            Some("NotAllowedError" | "SecurityError") => CameraError::Denied,
            Some("NotReadableError" | "AbortError") => CameraError::InUse,
            _ => CameraError::Unavailable,
        }
    }

    impl Camera {
        pub(super) fn frame(&self) -> Option<GreyFrame> {
            let (full_width, full_height) = (self.video.video_width(), self.video.video_height());
            if full_width == 0 || full_height == 0 {
                return None;
            }
            let width = full_width.min(FRAME_WIDTH);
            let height = full_height * width / full_width;
            self.canvas.set_width(width);
            self.canvas.set_height(height);
            let context: CanvasRenderingContext2d = self.canvas.get_context("2d").ok()??.dyn_into().ok()?;
            let (w, h) = (f64::from(width), f64::from(height));
            context.draw_image_with_html_video_element_and_dw_and_dh(&self.video, 0.0, 0.0, w, h).ok()?;
            let image = context.get_image_data(0.0, 0.0, w, h).ok()?;
            let pixels = image.data().chunks_exact(4).map(grey).collect();
            Some(GreyFrame { width: width as usize, height: height as usize, pixels })
        }
    }

    /// Brightness of one RGBA pixel (ITU-R BT.601).
    fn grey(rgba: &[u8]) -> u8 {
        let sum = u32::from(rgba[0]) * 299 + u32::from(rgba[1]) * 587 + u32::from(rgba[2]) * 114;
        u8::try_from(sum / 1000).unwrap_or(u8::MAX)
    }

    impl Drop for Camera {
        fn drop(&mut self) {
            for track in self.stream.get_tracks() {
                track.unchecked_into::<MediaStreamTrack>().stop();
            }
            self.video.set_src_object(None);
        }
    }
}

/// Native webviews differ in what they allow (the Linux one denies the camera): they get the page without a camera,
/// which says what to do instead.
#[cfg(not(target_arch = "wasm32"))]
mod imp {
    use super::{CameraError, GreyFrame};

    pub(super) struct Camera;

    pub(super) async fn open(_video_id: &str) -> Result<Camera, CameraError> {
        Err(CameraError::Unavailable)
    }

    impl Camera {
        pub(super) fn frame(&self) -> Option<GreyFrame> {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use qrcode::{Color, QrCode};

    use super::{GreyFrame, read_qr_code};

    /// A picture of the text's code, each module so many pixels wide.
    fn picture(text: &str, scale: usize) -> GreyFrame {
        let code = QrCode::new(text).map(|code| (code.width(), code.to_colors()));
        let (width, modules) = code.unwrap_or_default();
        let side = (width + 8) * scale;
        let shade = |at: usize| {
            let (x, y) = ((at % side) / scale, (at / side) / scale);
            let inside = (4..width + 4).contains(&x) && (4..width + 4).contains(&y);
            if inside && modules[(y - 4) * width + x - 4] == Color::Dark { 20 } else { 235 }
        };
        GreyFrame { width: side, height: side, pixels: (0..side * side).map(shade).collect() }
    }

    #[test]
    fn a_code_that_is_shown_is_read() {
        let text = "http://192.168.1.5:8080/qr/01JDXYZ0123456789";
        assert_eq!(read_qr_code(&picture(text, 5)).as_deref(), Some(text));
    }

    #[test]
    fn a_picture_without_a_code_gives_nothing() {
        assert_eq!(read_qr_code(&GreyFrame { width: 100, height: 80, pixels: vec![128; 8000] }), None);
        assert_eq!(read_qr_code(&GreyFrame { width: 100, height: 80, pixels: vec![128; 10] }), None);
    }
}
