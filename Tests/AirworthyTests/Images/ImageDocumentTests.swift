import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("Manifests and indexes")
struct ImageDocumentTests {
    static let name = "registry.example/acme/web@sha256:…"
    func read(
        _ text: String, hint: String? = nil, declared: String? = nil, limits: ImageLimits = ImageLimits()
    ) throws(ImageDefect) -> ImageDocument {
        let bytes = Array(text.utf8)
        return try ImageDocument(
            RawManifest(bytes: bytes, mediaType: hint), digest: Digest.of(bytes), declared: declared, name: Self.name,
            limits: limits)
    }

    @Test("a manifest is read with its config, layers and subject")
    func manifest() throws {
        let subject =
            #","subject":{"mediaType":"\#(MediaType.imageManifest)","digest":"\#(ManifestText.digest)","size":7}"#
            + #","artifactType":"a/b""#
        let document = try read(ManifestText.manifest(layers: ManifestText.layer(), extra: subject))
        guard case .manifest(let manifest) = document.content else {
            Issue.record("not a manifest")
            return
        }
        #expect(manifest.layers.map(\.size) == [3])
        #expect(manifest.subject?.size == 7)
        #expect(manifest.artifactType == "a/b")
    }

    @Test("without an artifactType the config's media type stands in, as registries list it")
    func artifactType() throws {
        let document = try read(ManifestText.manifest())
        guard case .manifest(let manifest) = document.content else { return }
        #expect(manifest.artifactType == MediaType.imageConfig)
    }

    @Test("an index is read with its platforms")
    func index() throws {
        let entry = """
            {"mediaType":"\(MediaType.imageManifest)","digest":"\(ManifestText.digest)","size":9,
             "platform":{"os":"linux","architecture":"arm64","variant":"v8"}}
            """
        let document = try read(
            #"{"schemaVersion":2,"mediaType":"\#(MediaType.imageIndex)","manifests":[\#(entry)]}"#)
        guard case .index(let index) = document.content else {
            Issue.record("not an index")
            return
        }
        #expect(index.manifests.first?.platform?.description == "linux/arm64/v8")
    }

    @Test(
        "a document that is not what it should be is refused by name",
        arguments: ManifestText.refused)
    func refused(_ what: String, _ text: String, _ code: ImageDefect.Code) {
        let error = #expect(throws: ImageDefect.self, "\(what)") { try read(text) }
        #expect(error?.code == code, "\(what): \(error?.message ?? "")")
    }

    @Test("inline data that is the content is accepted")
    func inlineData() throws {
        let content = Array("xyz".utf8)
        let layer = ManifestText.layer("\(Digest.of(content))", extra: #","data":"eHl6""#)
        #expect(throws: Never.self) { try read(ManifestText.manifest(layers: layer)) }
    }

    @Test(
        "document, descriptor and source must agree on the type",
        arguments: [
            (MediaType.imageManifest as String?, MediaType.imageIndex as String?, nil as String?),
            (MediaType.imageManifest, nil, MediaType.dockerManifest),
            (nil, MediaType.imageManifest, MediaType.imageIndex),
        ])
    func disagreement(_ own: String?, _ declared: String?, _ hint: String?) {
        let error = #expect(throws: ImageDefect.self) {
            try read(ManifestText.manifest(mediaType: own), hint: hint, declared: declared)
        }
        #expect(error?.code == .mediaTypeMismatch)
    }

    @Test(
        "a source that only says JSON, or adds a charset, does not contradict the document",
        arguments: ["application/json", "application/octet-stream", "\(MediaType.imageManifest); charset=utf-8"])
    func tolerated(_ hint: String) {
        #expect(throws: Never.self) { try read(ManifestText.manifest(), hint: hint) }
    }

    @Test("bytes with another digest are refused before they are parsed")
    func otherBytes() {
        let error = #expect(throws: ImageDefect.self) {
            try ImageDocument(
                RawManifest(bytes: Array("{".utf8), mediaType: nil), digest: Digest.of(Array("}".utf8)), name: Self.name
            )
        }
        #expect(error?.code == .digestMismatch)
    }

    @Test("lists are counted before they are read")
    func limits() {
        let three = Array(repeating: "{}", count: 3).joined(separator: ",")
        let layers = #expect(throws: ImageDefect.self) {
            try read(ManifestText.manifest(layers: three), limits: ImageLimits(layers: 2))
        }
        #expect(layers?.code == .tooManyLayers)
        let index = #"{"schemaVersion":2,"mediaType":"\#(MediaType.imageIndex)","manifests":[\#(three)]}"#
        let platforms = #expect(throws: ImageDefect.self) { try read(index, limits: ImageLimits(platforms: 2)) }
        #expect(platforms?.code == .tooManyPlatforms)
    }
}

/// Manifests written by hand, true but for what is asked.
private enum ManifestText {
    static let digest = "sha256:\(String(repeating: "a", count: 64))"
    static let config = #"{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"\#(digest)","size":2}"#

    static func manifest(
        mediaType: String? = MediaType.imageManifest, layers: String = "", config: String = config, extra: String = ""
    ) -> String {
        let type = mediaType.map { #""mediaType":"\#($0)","# } ?? ""
        return #"{"schemaVersion":2,\#(type)"config":\#(config),"layers":[\#(layers)]\#(extra)}"#
    }

    static func layer(_ digest: String = digest, size: String = "3", extra: String = "") -> String {
        #"{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"\#(digest)","size":\#(size)\#(extra)}"#
    }

    static let refused: [(String, String, ImageDefect.Code)] = [
        ("not JSON", "{", ImageDefect.Code.malformedManifest),
        ("not an object", "[]", .malformedManifest),
        ("a key twice", #"{"schemaVersion":2,"schemaVersion":2}"#, .malformedManifest),
        ("nothing says what it is", manifest(mediaType: nil), .unknownMediaType),
        ("another type", manifest(mediaType: "application/vnd.oci.artifact.manifest.v1+json"), .unknownMediaType),
        (
            "schema 1 by type", manifest(mediaType: "application/vnd.docker.distribution.manifest.v1+prettyjws"),
            .schemaOne
        ),
        ("schema 1 by version", #"{"schemaVersion":1,"fsLayers":[]}"#, .schemaOne),
        (
            "schemaVersion 3",
            manifest().replacing("\"schemaVersion\":2", with: "\"schemaVersion\":3"), .malformedManifest
        ),
        ("manifest and index at once", manifest(extra: #","manifests":[]"#), .malformedManifest),
        ("no config", manifest(config: "null"), .malformedManifest),
        ("a size below zero", manifest(layers: layer(size: "-1")), .malformedManifest),
        ("a size with a fraction", manifest(layers: layer(size: "3.0")), .malformedManifest),
        ("a size as text", manifest(layers: layer(size: "\"3\"")), .malformedManifest),
        ("a size beyond 64 bits", manifest(layers: layer(size: "9223372036854775808")), .malformedManifest),
        ("upper-case hexadecimal", manifest(layers: layer(digest.uppercased())), .malformedManifest),
        ("a short digest", manifest(layers: layer("sha256:abc")), .malformedManifest),
        ("a digest nobody can check", manifest(layers: layer("blake3:00ff")), .unverifiableDigest),
        (
            "a weak digest", manifest(layers: layer("sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709")),
            .unverifiableDigest
        ),
        ("inline data that is other data", manifest(layers: layer(extra: #","data":"eHl6""#)), .inlineDataMismatch),
        ("inline data that is not base64", manifest(layers: layer(extra: #","data":"*""#)), .inlineDataMismatch),
        ("annotations that are not text", manifest(extra: #","annotations":{"a":1}"#), .malformedManifest),
    ]
}
