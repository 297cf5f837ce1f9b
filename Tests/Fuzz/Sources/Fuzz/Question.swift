import Airworthy
import Dispatch
import Trust

/// Asks a check about a world that holds nothing but the fuzzed bytes.
enum Question {
    @Sendable static func ask(_ kind: any Check.Type, _ arguments: String, of bytes: [UInt8]) {
        ask(kind, arguments, of: bytes, about: .of(bytes), trust: .nobody)
    }

    /// The fuzzed bytes are the predicate of a statement that is believed: what is wrong with it is found after its
    /// signature, so the signature must be right.
    @Sendable static func ask(
        _ kind: any Check.Type, _ arguments: String, signing predicate: [UInt8], as type: String
    ) {
        let digest = Digest.of([])
        let head = #"{"_type":"\#(Statement.type)","subject":[{"digest":{"sha256":"\#(digest.hex)"}}],"#
        let payload = Array((head + #""predicateType":"\#(type)","predicate":"#).utf8) + predicate + Array("}".utf8)
        guard let signer = Signer.shared,
            let envelope = try? Envelope.sign(
                payloadType: Envelope.inTotoPayloadType, payload: payload, keys: [signer.key])
        else { preconditionFailure("a key that was just made does not sign") }
        ask(
            kind, arguments, of: envelope.json.canonicalBytes(), about: digest,
            trust: signer.policy(for: type))
    }

    private static func ask(
        _ kind: any Check.Type, _ arguments: String, of bytes: [UInt8], about digest: Digest, trust: TrustPolicy
    ) {
        let done = DispatchSemaphore(value: 0)
        Task.detached {
            await examine(kind, arguments, bytes, digest, trust)
            done.signal()
        }
        done.wait()
    }

    private static func examine(
        _ kind: any Check.Type, _ arguments: String, _ bytes: [UInt8], _ digest: Digest, _ trust: TrustPolicy
    ) async {
        guard let arguments = try? YAMLDocument.parse(Array(arguments.utf8), name: "with"),
            let check = try? BoundCheck(kind: kind, arguments: arguments),
            let release = try? ReleaseLoader.load(Array(manifest.utf8), source: "release.yaml")
        else { preconditionFailure("the question itself is malformed") }
        let image = ImageReference(registry: "registry.example", path: "one", tag: nil, digest: digest)
        let subject: Subject = kind.kind.subjects.contains(.release) ? .release : .image(image, of: nil)
        let world = OneFileWorld(bytes: bytes)
        let context = CheckContext(release: release, trust: trust, instant: world.now(), world: world.world)
        _ = await check.examine(subject, in: context)
    }

    private static let manifest = """
        release: fuzz
        environment: none
        sequence: 1
        window: {start: 2026-11-21T00:00:00Z, budget: 1h, rollbackHorizon: 1h}
        services:
          one: {version: "1", image: "registry.example/one@sha256:\(String(repeating: "0", count: 64))", owner: nobody, class: edge}
        """
}
