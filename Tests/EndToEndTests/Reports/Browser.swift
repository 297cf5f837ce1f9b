import AirworthyTesting
import Foundation

/// A real Chromium, driven over its debugging pipe: looks at a page in several sizes and schemes and says what it saw.
enum Browser {
    struct View: Decodable {
        let width: Int
        let scheme: String
        /// Pixels the page is wider than its window.
        let overflow: Int
        /// Elements whose text does not stand out from what is behind it as WCAG 2.2 AA asks (4.5 to 1).
        let faint: [String]
        let title: String
        let headings: [String]
        let rows: Int
        /// Whatever the page asked for beside itself.
        let requests: [String]
        /// What the browser refused or complained of.
        let complaints: [String]
    }

    static let path = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// - Parameter screenshots: where pictures go, one a view.
    static func look(at page: String, profile: String, screenshots: String) async throws -> [View] {
        let result = try await Program(path: "/usr/bin/env").run(
            "python3", "-c", script, path ?? "", page, profile, screenshots)
        guard result.status == 0 else { throw Program.NotStarted(path: "\(result)") }
        return try JSONDecoder().decode([View].self, from: Data(result.output.utf8))
    }

    private static let script = #"""
        import base64, json, os, subprocess, sys
        chromium, page, profile, pictures = sys.argv[1:5]
        (to_child, from_us), (read_end, write_end) = os.pipe(), os.pipe()
        def descriptors():
            os.dup2(to_child, 198); os.dup2(write_end, 199)
            os.dup2(198, 3); os.dup2(199, 4)
        browser = subprocess.Popen([chromium, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--user-data-dir=" + profile, "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--hide-scrollbars", "--remote-debugging-pipe", "about:blank"], preexec_fn=descriptors,
            pass_fds=(3, 4), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_child); os.close(write_end)
        buffer, number, events = b"", 0, []
        def receive():
            global buffer
            while b"\0" not in buffer:
                data = os.read(read_end, 1 << 16)
                if not data: raise SystemExit("the browser went away")
                buffer += data
            message, buffer = buffer.split(b"\0", 1)
            return json.loads(message)
        def call(method, session=None, **params):
            global number
            number += 1
            message = {"id": number, "method": method, "params": params}
            if session: message["sessionId"] = session
            os.write(from_us, json.dumps(message).encode() + b"\0")
            while True:
                answer = receive()
                if answer.get("id") == number:
                    if "error" in answer: raise SystemExit(json.dumps(answer))
                    return answer["result"]
                events.append(answer)
        def wait(name):
            while not any(event["method"] == name for event in events): events.append(receive())
        look = r"""(() => {
          const parse = text => { const n = text.match(/[\d.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n; };
          const light = ([r, g, b]) => { const f = v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
            return .2126 * f(r) + .7152 * f(g) + .0722 * f(b); };
          const ground = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
            if (c[3] === 1) return c; } return [255, 255, 255, 1]; };
          const faint = [...document.querySelectorAll("body *")].filter(e => [...e.childNodes].some(
            n => n.nodeType === 3 && n.textContent.trim()) && e.checkVisibility()).filter(e => {
            const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))];
            return (Math.max(a, b) + .05) / (Math.min(a, b) + .05) < 4.5; });
          return {overflow: document.documentElement.scrollWidth - innerWidth,
            faint: faint.map(e => e.tagName + "." + e.className).slice(0, 5), title: document.title,
            headings: [...document.querySelectorAll("h1,h2")].map(e => e.tagName + " " + e.textContent),
            rows: [...document.querySelectorAll("tbody tr")].filter(e => e.querySelector("th[scope=row]")).length};
        })()"""
        target = call("Target.createTarget", url="about:blank")["targetId"]
        session = call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"): call(domain + ".enable", session)
        views = []
        for width, height, scheme in ((1280, 800, "light"), (1280, 800, "dark"), (390, 844, "light"), (390, 844, "dark")):
            call("Emulation.setDeviceMetricsOverride", session, width=width, height=height, deviceScaleFactor=1,
                mobile=width < 600)
            call("Emulation.setEmulatedMedia", session, features=[{"name": "prefers-color-scheme", "value": scheme}])
            events.clear()
            call("Page.navigate", session, url="file://" + page)
            wait("Page.loadEventFired")
            value = call("Runtime.evaluate", session, expression=look, returnByValue=True)["result"]["value"]
            picture = call("Page.captureScreenshot", session, captureBeyondViewport=True)["data"]
            with open(f"{pictures}/{width}-{scheme}.png", "wb") as file: file.write(base64.b64decode(picture))
            value.update(width=width, scheme=scheme,
                requests=[e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"
                    and e["params"]["request"]["url"] != "file://" + page],
                complaints=[e["params"]["entry"]["text"] for e in events if e["method"] == "Log.entryAdded"])
            views.append(value)
        call("Emulation.setDeviceMetricsOverride", session, width=794, height=1123, deviceScaleFactor=1, mobile=False)
        call("Emulation.setEmulatedMedia", session, media="print")
        value = call("Runtime.evaluate", session, expression=look, returnByValue=True)["result"]["value"]
        value.update(width=794, scheme="print", requests=[], complaints=[])
        views.append(value)
        call("Browser.close")
        browser.wait(timeout=20)
        print(json.dumps(views))
        """#
}
