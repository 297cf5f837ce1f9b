import Airworthy
import AirworthyTesting
import Foundation
import Testing
import Trust

/// `image-digest` reads every layer of every platform, however large, in little memory.
@Suite("Hashing a large image")
struct DeepDigestTests {
    private static let architectures = ["386", "amd64", "arm", "arm64", "mips64le", "ppc64le", "riscv64", "s390x"]
    private static let layerSize = 24 << 20
    /// A third of what all eight layers have, and less than three of them.
    private static let memory = 64 << 20

    @Test("eight platforms of 24 MiB are hashed in less than 64 MiB, and one byte that is wrong in the last is found")
    func platforms() async throws {
        let scene = try RegistryScene(RegistryTraits(), stranger: RegistryTraits())
        var layers: [Digest] = []
        let manifests = Self.architectures.enumerated().map { number, architecture in
            // No two alike: what platforms share is read once.
            let bytes = [UInt8](repeating: UInt8(number + 1), count: Self.layerSize)
            let layer = scene.shelf.store(
                bytes, mediaType: "application/vnd.oci.image.layer.v1.tar", in: scene.shelved)
            layers.append(layer.digest)
            let config: JSON = [
                "architecture": .string(architecture), "os": "linux",
                "rootfs": ["type": "layers", "diff_ids": ["\(layer.digest)"]],
            ]
            let stored = scene.shelf.store(
                config.canonicalBytes(), mediaType: MediaType.imageConfig, in: scene.shelved)
            return scene.shelf.push(
                MemoryImages.manifest(config: stored, layers: [layer]), mediaType: MediaType.imageManifest,
                to: scene.shelved
            ).on("linux", architecture)
        }
        let index = scene.shelf.pushIndex(of: manifests, to: scene.shelved, tag: "v1")
        let question = RegistryRow.Question.digest("\(scene.shelved.repository)@\(index.digest)")

        let (whole, peak) = try await scene.ask(question)
        #expect(whole.status == 0, "\(whole)")
        let answer = try CheckAnswer(whole)
        #expect(answer.outcome == "passed" && answer.codes.isEmpty)
        // As many as there are, or it did not look at them.
        let numbers = (answer.summary ?? "").matches(of: /[0-9]+/).compactMap { Int($0.output) }
        #expect(numbers.prefix(2) == [8, 8] && (numbers.last ?? 0) > 8 * Self.layerSize, "\(whole)")
        #expect(peak < Self.memory, "\(peak >> 20) MiB")

        let last = try #require(layers.last)
        let file = try FileHandle(
            forUpdating: URL(filePath: scene.directory.path(scene.shelf.path(of: last, in: scene.shelved))))
        try file.seek(toOffset: UInt64(Self.layerSize - 1))
        try file.write(contentsOf: [0])
        try file.close()
        let (spoilt, peakOfRefusal) = try await scene.ask(question)
        #expect(spoilt.status == 1, "\(spoilt)")
        #expect(try CheckAnswer(spoilt).codes == ["digest-mismatch"], "\(spoilt)")
        #expect(peakOfRefusal < Self.memory, "\(peakOfRefusal >> 20) MiB")
        // Who asks for less sees less: nothing but the layer's bytes is wrong.
        let (shallow, _) = try await scene.ask(question, "--with", "deep=false")
        #expect(shallow.status == 0, "\(shallow)")
    }
}
