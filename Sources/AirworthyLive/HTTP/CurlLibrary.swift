import CCurl
import Trust

/// libcurl, loaded when it is first wanted.
enum CurlLibrary {
    private static let problem: String? = airworthy_curl_load().map { String(cString: $0) }

    static var isLoaded: Bool { problem == nil }

    /// - Throws: `http-library-missing`. Nothing else of libcurl may be called before this has returned.
    static func load() throws(Obstacle) {
        guard let problem else { return }
        throw Obstacle(
            "http-library-missing", "nothing can be asked over HTTP: \(problem)",
            remedy: "install libcurl (Debian: libcurl4), or read the images from a layout")
    }
}
