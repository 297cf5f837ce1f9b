import Airworthy
import AirworthyLive
import AirworthyTesting
import Foundation
import Trust

/// A project that trusts one key and reads from one registry, and the registry.
final class RegistryScene {
    let directory: TemporaryDirectory
    let registry: VirtualRegistry
    let repository: ImageReference
    /// Where an image is read from disk instead.
    let shelf: LayoutShelf
    let shelved = ImageReference(registry: "registry.example", path: "acme/app", tag: nil, digest: nil)
    /// Another host: where a redirect leads, or who should never hear of us.
    let stranger: VirtualRegistry
    /// The same registry over TLS, for scenes that want it.
    private var front: TLSFront?
    private let key: PrivateKey
    private let otherKey: PrivateKey

    init(_ traits: RegistryTraits, stranger: RegistryTraits) throws {
        directory = try TemporaryDirectory()
        registry = try VirtualRegistry(traits)
        self.stranger = try VirtualRegistry(stranger)
        repository = registry.repository("acme/app")
        shelf = LayoutShelf(directory, root: "images")
        (key, otherKey) = (try PrivateKey.generate(.p256), try PrivateKey.generate(.p256))
        try directory.write(
            """
            apiVersion: airworthy/v1
            registries:
              "\(registry.authority)": {plainHTTP: true}
              "\(self.stranger.authority)": {plainHTTP: true}
              registry.example: {layout: images}
            """, to: "airworthy.yaml")
        try directory.write(key.publicKey.pem, to: "Keys/release.pub.pem")
        try directory.write(
            """
            apiVersion: airworthy/v1
            kind: TrustPolicy
            epoch: 1
            keys: [{id: release, file: release.pub.pem}]
            rules:
              - {id: images, images: ["\(registry.authority)/**", "registry.example/**"], require: {anyOf: [release]}}
            """, to: "Keys/trust.yaml")
        let auth = Data("alice:secret".utf8).base64EncodedString()
        try directory.write(#"{"auths":{"\#(registry.authority)":{"auth":"\#(auth)"}}}"#, to: "docker/config.json")
    }

    /// The repository as it is reached over TLS, with the authority to believe named in the project.
    func encrypted() throws -> ImageReference {
        let front = try TLSFront(before: registry.authority)
        self.front = front
        try directory.write(front.authorityPEM, to: "lab.pem")
        let project = try String(contentsOfFile: directory.path("airworthy.yaml"), encoding: .utf8)
        try directory.write(project + "\n  \"\(front.authority)\": {caFile: lab.pem}\n", to: "airworthy.yaml")
        return ImageReference(registry: front.authority, path: repository.path, tag: nil, digest: nil)
    }

    /// Asks the built program, and says how much memory that took at most.
    func ask(_ question: RegistryRow.Question, _ options: String...) async throws -> (result: Program.Result, peak: Int)
    {
        var program = Storefront.airworthy
        program.environment["DOCKER_CONFIG"] = directory.path("docker")
        let arguments = question.arguments.flatMap { ["--with", $0] }
        let (asking, words) = (program, ["check", question.check, question.subject, "--json"] + arguments + options)
        let place = directory.path
        // Who is kept waiting on purpose must not keep others waiting.
        guard !question.takesLong else { return try await asking.measured(words, in: place) }
        return try await Turnstile.processes.through { try await asking.measured(words, in: place) }
    }

    // MARK: - Signing

    /// A payload as cosign 2 writes it, with its signature as an annotation.
    func payloadLayer(
        over digest: Digest, in repository: ImageReference, on shelf: some ImageShelf, isGood: Bool = true
    ) throws -> Descriptor {
        let payload = SimpleSigning.json(dockerReference: repository.repository, manifestDigest: digest)
            .canonicalBytes()
        let stored = shelf.store(payload, mediaType: MediaType.simpleSigning, in: repository)
        let signature = try (isGood ? key : otherKey).sign(payload)
        return Descriptor(
            mediaType: stored.mediaType, digest: stored.digest, size: stored.size,
            annotations: ["dev.cosignproject.cosign/signature": Base64.encode(signature)])
    }

    /// Signs as cosign 2 does: a manifest of payloads at the image's `.sig` tag.
    func tagSignature(of image: Descriptor, badOnes: Int = 0) throws {
        try tagSignature(of: image, badOnes: badOnes, in: repository, on: registry)
    }

    func tagSignature(
        of image: Descriptor, badOnes: Int = 0, in repository: ImageReference, on shelf: some ImageShelf
    ) throws {
        let bad = try (0..<badOnes).map { _ in
            try payloadLayer(over: image.digest, in: repository, on: shelf, isGood: false)
        }
        let good = try payloadLayer(over: image.digest, in: repository, on: shelf)
        let config = shelf.store(Array("{}".utf8), mediaType: MediaType.imageConfig, in: repository)
        shelf.push(
            MemoryImages.manifest(config: config, layers: bad + [good]), mediaType: MediaType.imageManifest,
            to: repository, tag: CosignTag.signature.name(for: image.digest))
    }

    /// A Sigstore bundle over an image, as cosign 3 makes it with a key.
    func bundle(over digest: Digest) throws -> [UInt8] {
        let statement = Statement.json(
            subjects: [StatementSubject(name: "", digests: [digest])],
            predicateType: "https://sigstore.dev/cosign/sign/v1", predicate: [:])
        let envelope = try Envelope.sign(
            payloadType: Envelope.inTotoPayloadType, payload: statement.canonicalBytes(), keys: [key])
        return try SigstoreBundle(envelope: envelope, keyHint: nil).json.canonicalBytes()
    }

    /// Signs as cosign 3 does: a bundle that refers to the image.
    @discardableResult
    func attachBundle(to image: Descriptor) throws -> Descriptor {
        registry.attach(
            try bundle(over: image.digest), mediaType: MediaType.sigstoreBundle, to: image, in: repository)
    }

    /// The same question without a process of its own.
    func examine<Kind: Check>(_ kind: Kind.Type, _ image: Descriptor) async throws -> Outcome {
        let requirement = TrustRule.Requirement(signers: ["release"])
        let trust = try TrustPolicy(
            epoch: 1, digest: Digest.of([1]), keys: [TrustedKey(id: "release", key: key.publicKey)], people: [],
            rules: [TrustRule(id: "images", scope: .images([try Glob("**")]), requirement: requirement)])
        let memory = MemoryWorld(trust: trust, at: Instant(seconds: 1_795_266_000))
        var world = memory.world
        world.images = RegistryImages(
            registries: [registry.authority: RegistrySettings(plainHTTP: true)], docker: DockerConfig())
        let check = try BoundCheck(kind: kind, arguments: .mapping([], at: .path("with")))
        let subject = Subject.image(
            ImageReference(registry: registry.authority, path: repository.path, tag: nil, digest: image.digest), of: nil
        )
        return await check.examine(
            subject, in: CheckContext(release: nil, trust: trust, instant: memory.instant, world: world))
    }

    // MARK: - References

    func name(_ digest: Digest, tag: String? = nil) -> String {
        "\(repository.repository)\(tag.map { ":\($0)" } ?? "")@\(digest)"
    }

    func fallbackTag(_ digest: Digest) -> String { "sha256-\(digest.hex)" }
}
