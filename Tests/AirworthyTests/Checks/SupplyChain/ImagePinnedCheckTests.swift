import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("image-pinned")
struct ImagePinnedCheckTests {
    static let digest = Digest.of(Array("an image".utf8))
    static let other = Digest.of(Array("another image".utf8))
    let world: SupplyChainWorld

    init() throws { world = try SupplyChainWorld() }

    func ask(_ suffix: String, with arguments: String = "{}") async throws -> Answer<ImagePinnedCheck.Code> {
        let reference = try ImageReference("registry.example/acme/web\(suffix)")
        return try await world.memory.ask(ImagePinnedCheck.self, with: arguments, about: .image(reference, of: nil))
    }

    @Test("a digest alone is a pin, and nothing is asked of the registry")
    func digestOnly() async throws {
        let answer = try await ask("@\(Self.digest)")
        #expect(answer.word == "passed")
        #expect(answer.evidence.map(\.digest) == [Self.digest])
        #expect(world.images.questions.isEmpty)
    }

    @Test("a tag that still names the digest passes, and one that moved fails on the next look")
    func movedTag() async throws {
        world.images.point(tag: "v3", in: world.repository, at: Self.digest, Self.other)
        #expect(try await ask(":v3@\(Self.digest)").word == "passed")
        #expect(try await ask(":v3@\(Self.digest)").codes == [.tagMoved])
    }

    @Test(
        "what is not pinned has a name",
        arguments: [(":v3", ImagePinnedCheck.Code.notPinned), ("", .notPinned), (":latest", .notPinned)])
    func notPinned(_ suffix: String, _ code: ImagePinnedCheck.Code) async throws {
        #expect(try await ask(suffix).codes == [code])
    }

    @Test("a tag nobody pushed is missing, and `latest` is refused even where it is right")
    func tags() async throws {
        world.images.point(tag: "latest", in: world.repository, at: Self.digest)
        #expect(try await ask(":v9@\(Self.digest)").codes == [.tagMissing])
        #expect(try await ask(":latest@\(Self.digest)").codes == [.mutableTag])
    }

    @Test("with `tags: ignore` the digest is all that counts")
    func ignored() async throws {
        #expect(try await ask(":v9@\(Self.digest)", with: "{tags: ignore}").word == "passed")
        #expect(try await ask(":v9", with: "{tags: ignore}").codes == [.notPinned])
    }

    @Test("an unreachable registry is an obstacle")
    func unreachable() async {
        world.images.obstruct(.resolve(tag: "v3"), in: world.repository, with: Obstacle("registry-unreachable", "no"))
        await #expect(throws: Obstacle.self) { try await ask(":v3@\(Self.digest)") }
    }

    @Test("an unknown word or argument is an input error", arguments: ["{tags: sometimes}", "{tag: check}"])
    func arguments(_ text: String) async {
        await #expect(throws: InputError.self) { try await ask("@\(Self.digest)", with: text) }
    }
}
