import Trust

/// Outcomes as a journal keeps them: whole, so that a run that is taken up again signs what an unbroken one would have.
extension Outcome {
    func writeJournal(to json: inout CanonicalWriter) {
        json.object { json in
            json.name("evidence")
            json.array { array in
                for evidence in evidence { Self.write(evidence, to: &array) }
            }
            json.name("findings")
            json.array { array in
                for diagnostic in diagnostics { Self.write(diagnostic, to: &array) }
            }
            json.member("name", name)
            if case .passed(let summary, _, _) = self { json.member("summary", summary) }
        }
    }

    /// Nil for anything else, and for a skipped unit: that is a conclusion, not something that was seen.
    init?(journal json: JSONValue) {
        var evidence: [Evidence] = []
        for element in json["evidence"]?.elements ?? [] {
            guard let read = Self.evidence(element) else { return nil }
            evidence.append(read)
        }
        var diagnostics: [Diagnostic] = []
        for element in json["findings"]?.elements ?? [] {
            guard let read = Self.diagnostic(element) else { return nil }
            diagnostics.append(read)
        }
        let findings = NonEmpty(diagnostics)
        switch json["name"]?.string {
        case "passed":
            guard let summary = json["summary"]?.string, let evidence = NonEmpty(evidence) else { return nil }
            self = .passed(summary: summary, evidence, warnings: diagnostics)
        case "failed":
            guard let findings else { return nil }
            self = .failed(findings, evidence)
        case "inconclusive":
            guard let findings else { return nil }
            self = .inconclusive(findings, evidence)
        case "errored":
            guard let findings, findings.count == 1 else { return nil }
            self = .errored(findings.first)
        default: return nil
        }
    }

    /// The same with its evidence named by digest only.
    var withoutContents: Outcome {
        func bare(_ evidence: Evidence) -> Evidence {
            Evidence(uri: evidence.uri, digest: evidence.digest, mediaType: evidence.mediaType)
        }
        return switch self {
        case .passed(let summary, let evidence, let warnings):
            .passed(summary: summary, evidence.map(bare), warnings: warnings)
        case .failed(let findings, let evidence): .failed(findings, evidence.map(bare))
        case .inconclusive(let findings, let evidence): .inconclusive(findings, evidence.map(bare))
        case .errored, .skipped: self
        }
    }

    private static func write(_ evidence: Evidence, to json: inout CanonicalWriter) {
        json.object { json in
            if let content = evidence.content { json.member("content", Base64.encode(content)) }
            json.member("digest", evidence.digest.description)
            json.member("mediaType", evidence.mediaType)
            json.member("uri", evidence.uri)
        }
    }

    private static func evidence(_ json: JSONValue) -> Evidence? {
        guard let digest = (json["digest"]?.string).flatMap({ Digest($0) }), let uri = json["uri"]?.string,
            let mediaType = json["mediaType"]?.string
        else { return nil }
        guard let text = json["content"]?.string else {
            return Evidence(uri: uri, digest: digest, mediaType: mediaType)
        }
        guard let content = Base64.decode(text) else { return nil }
        return Evidence(uri: uri, digest: digest, mediaType: mediaType, content: content)
    }

    private static func write(_ diagnostic: Diagnostic, to json: inout CanonicalWriter) {
        json.object { json in
            json.member("code", diagnostic.code)
            if let location = diagnostic.location { json.member("location", location.journalParts) }
            json.member("message", diagnostic.message)
            if !diagnostic.notes.isEmpty { json.member("notes", diagnostic.notes) }
            json.member("remedy", diagnostic.remedy)
        }
    }

    private static func diagnostic(_ json: JSONValue) -> Diagnostic? {
        guard let code = json["code"]?.string, let message = json["message"]?.string else { return nil }
        var location: Location?
        if let parts = json["location"] {
            guard let read = Location(journalParts: parts.elements.compactMap(\.string)) else { return nil }
            location = read
        }
        return Diagnostic(
            code, message, at: location, remedy: json["remedy"]?.string,
            notes: json["notes"]?.elements.compactMap(\.string) ?? [])
    }
}

extension Location {
    fileprivate var journalParts: [String] {
        switch self {
        case .file(let path, let line, let column): ["file", path, String(line), String(column)]
        case .path(let path): ["path", path]
        case .pointer(let document, let pointer): ["pointer", document, pointer]
        case .image(let reference): ["image", reference]
        case .field(let thing, let field): ["field", thing, field]
        }
    }

    fileprivate init?(journalParts parts: [String]) {
        switch (parts.first, parts.count) {
        case ("file", 4):
            guard let line = Int(parts[2]), let column = Int(parts[3]) else { return nil }
            self = .file(parts[1], line: line, column: column)
        case ("path", 2): self = .path(parts[1])
        case ("pointer", 3): self = .pointer(document: parts[1], parts[2])
        case ("image", 2): self = .image(parts[1])
        case ("field", 3): self = .field(of: parts[1], parts[2])
        default: return nil
        }
    }
}
