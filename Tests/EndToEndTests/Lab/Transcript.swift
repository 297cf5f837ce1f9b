import Foundation

/// Output with what differs from run to run replaced, so that the rest can be compared whole.
enum Transcript {
    static func stable(_ text: String) -> String {
        text
            // Digests, whole or shortened, and the names of runs.
            .replacing(/(sha256[:-])[0-9a-f]{12,64}…?/) { "\($0.output.1)…" }
            .replacing(/\b[0-9a-f]{64}\b/, with: "…")
            .replacing(/\b[0-9a-f]{40}\b/, with: "…")
            .replacing(/runs\/[0-9a-f]{12}/, with: "runs/…")
            .replacing(/\b[0-9a-f]{12}\b/, with: "…")
            // Compressed sizes follow the machine's zlib.
            .replacing(/[0-9]+ bytes hashed/, with: "… bytes hashed")
            // Instants, the days releases are named for, and how long things took.
            .replacing(/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z/, with: "INSTANT")
            .replacing(/[0-9]{4}\.[0-9]{2}\.[0-9]{2}(-[0-9])/) { "DAY\($0.output.1)" }
            .replacing(/\ +[0-9.]+m?s$/.anchorsMatchLineEndings(), with: "")
            .replacing(/time="[0-9.]+"/, with: "time=\"…\"")
            .replacing(/(_seconds\{.*\} |seconds: )[0-9.]+$/.anchorsMatchLineEndings()) { "\($0.output.1)…" }
            .replacing(/("(?:duration|milliseconds)": )[0-9.]+/) { "\($0.output.1)…" }
    }
}
