import Trust

/// JSON or YAML that holds secrets. A parser's own message may quote the line it stumbled on, so only its code and
/// place are told.
enum SecretDocument {
    static func parse(_ bytes: [UInt8], name: String) throws(Diagnostic) -> DocumentValue {
        let isJSON = bytes.first { ![0x20, 0x09, 0x0a, 0x0d].contains($0) } == UInt8(ascii: "{")
        do throws(Diagnostic) {
            return try (isJSON ? ConfigurationFormat.json : .yaml).parse(bytes, name: name)
        } catch {
            throw muted(error)
        }
    }

    /// The same complaint without its words.
    static func muted(_ error: Diagnostic) -> Diagnostic {
        Diagnostic(error.code, "it is not well-formed [\(error.code)]", at: error.location, remedy: "correct the file")
    }
}
