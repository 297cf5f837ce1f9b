public import Trust

/// Which signed runs, and which attachments they relied on, should be found beside which images, and whether they are: the
/// ledger says what was claimed, a registry or mirror is asked whether it has it.
public struct EvidenceAudit: Sendable {
    /// What should be found at one image.
    public struct Expectation: Sendable, Hashable {
        public enum Wanted: Sendable, Hashable {
            /// The run itself, by the digest of the statement's bytes: whoever published it and in whatever bundle.
            case run(payload: Digest)
            /// The manifest of a signature, bill of materials or attestation that steps of the run passed by.
            /// - Parameter places: the images and platforms it may be attached to.
            case attachment(Digest, places: [Digest], steps: [String])
        }

        /// `registry/path`, as the run names the image.
        public let repository: String
        public let image: Digest
        public let releaseID: String
        public let phase: String
        public let wanted: Wanted

        public init(repository: String, image: Digest, releaseID: String, phase: String, wanted: Wanted) {
            self.repository = repository
            self.image = image
            self.releaseID = releaseID
            self.phase = phase
            self.wanted = wanted
        }
    }

    public enum Finding: Sendable, Hashable {
        case present
        /// The image is there and the run is not.
        case evidenceMissing
        case imageMissing
        /// Nobody could look: neither present nor missing.
        case obstacle(Diagnostic)
    }

    public struct Line: Sendable, Hashable {
        public let expectation: Expectation
        /// Where was looked.
        public let place: String
        public let finding: Finding

        public init(_ expectation: Expectation, place: String, _ finding: Finding) {
            self.expectation = expectation
            self.place = place
            self.finding = finding
        }
    }

    /// The latest believed live run of every phase, manifest and checklist, at each image it names, and what it relied on
    /// that was attached there. Runs are not looked for at platforms: they are attached to what the release names.
    ///
    /// - Parameter manifest: only this release; nil for all.
    public static func expectations(_ history: RunHistory, manifest: Digest? = nil) -> [Expectation] {
        var latest: [String: RunHistory.Record] = [:]
        var order: [String] = []
        for record in history.believed {
            let claim = record.run.value
            guard claim.mode == .live, manifest == nil || claim.manifest == manifest else { continue }
            let key = "\(claim.manifest) \(claim.environment) \(claim.phase.rawValue) \(claim.checklist)"
            if latest.updateValue(record, forKey: key) == nil { order.append(key) }
        }
        return order.compactMap { latest[$0] }.flatMap(expectations)
    }

    private static func expectations(_ record: RunHistory.Record) -> [Expectation] {
        // The entry was believed, so both read.
        guard let envelope = try? Envelope(record.entry.envelope),
            let statement = try? Statement(payload: envelope.payload, name: "the run")
        else { return [] }
        let claim = record.run.value
        func expectation(_ repository: String, _ image: Digest, _ wanted: Expectation.Wanted) -> Expectation {
            Expectation(
                repository: repository, image: image, releaseID: claim.releaseID, phase: claim.phase.rawValue,
                wanted: wanted)
        }
        var roots: [String: [Digest]] = [:]
        var places: [String: [Digest]] = [:]
        var expected: [Expectation] = []
        // The manifest is a subject too.
        for subject in statement.subjects where !subject.digests.contains(claim.manifest) {
            // `registry/path (linux/amd64)` is a platform's name.
            let repository = String(subject.name.prefix { $0 != " " })
            places[repository, default: []] += subject.digests
            guard let reference = try? ImageReference(subject.name), reference.tag == nil, reference.digest == nil
            else { continue }
            roots[repository, default: []] += subject.digests
            expected += subject.digests.map { image in
                expectation(repository, image, .run(payload: .of(envelope.payload)))
            }
        }
        return expected
            + ReliedAttachments(statement).all.compactMap { attachment in
                let repository = attachment.repository
                let images = roots[repository] ?? []
                guard let image = images.first(where: attachment.images.contains) ?? images.first else { return nil }
                return expectation(
                    repository, image,
                    .attachment(attachment.digest, places: places[repository] ?? [], steps: attachment.steps))
            }
    }

    public let lines: [Line]

    public init(_ lines: [Line]) {
        self.lines = lines
    }

    /// Something missing blocks; nothing to look for, or nobody to ask, decides nothing.
    public var status: ExitStatus {
        if lines.contains(where: { $0.finding == .evidenceMissing || $0.finding == .imageMissing }) { return .blocked }
        return lines.isEmpty || lines.contains { $0.finding != .present } ? .undetermined : .cleared
    }

    public var text: [String] {
        let missing = lines.count { $0.finding == .evidenceMissing || $0.finding == .imageMissing }
        let present = lines.count { $0.finding == .present }
        return lines.map { line in
            let run = line.expectation.words
            let place = "\(line.place)@\(line.expectation.image)"
            return switch line.finding {
            case .present: "✔ \(place)  \(run)"
            case .evidenceMissing: "✖ \(place)  \(run) is not attached [evidence-missing]"
            case .imageMissing: "✖ \(place)  there is no such image [image-missing]"
            case .obstacle(let diagnostic): "? \(place)  \(run): \(diagnostic.message) [\(diagnostic.code)]"
            }
        } + ["\(present) present, \(missing) missing, \(lines.count - present - missing) could not be asked"]
    }

    public var json: JSON {
        .array(
            lines.map { line in
                let (word, code): (String, String?) =
                    switch line.finding {
                    case .present: ("present", nil)
                    case .evidenceMissing: ("missing", "evidence-missing")
                    case .imageMissing: ("missing", "image-missing")
                    case .obstacle(let diagnostic): ("unknown", diagnostic.code)
                    }
                let (statement, attachment, steps): (Digest?, Digest?, [String]?) =
                    switch line.expectation.wanted {
                    case .run(let payload): (payload, nil, nil)
                    case .attachment(let digest, _, let steps): (nil, digest, steps)
                    }
                return .members([
                    "finding": .string(word), "code": code.map(JSON.string), "place": .string(line.place),
                    "image": .string(line.expectation.image.description),
                    "release": .string(line.expectation.releaseID), "phase": .string(line.expectation.phase),
                    "statement": statement.map { .string($0.description) },
                    "attachment": attachment.map { .string($0.description) },
                    "steps": steps.map { .array($0.map(JSON.string)) },
                ])
            })
    }
}

extension EvidenceAudit.Expectation {
    /// What is wanted, in words: "pre-release of 2026.11.26-1".
    fileprivate var words: String {
        let run = "\(phase) of \(releaseID)"
        switch wanted {
        case .run: return run
        case .attachment(let digest, _, let steps):
            return "\(digest.short) (`\(steps.joined(separator: "`, `"))` in \(run))"
        }
    }
}
