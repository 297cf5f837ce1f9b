import AirworthyTesting
import Foundation
import Testing

@testable import Trust

/// C2SP signed notes and checkpoints: the published vectors, and the checkpoints of a real log with its tree.
@Suite("Signed notes")
struct SignedNoteTests {
    @Test("the published vectors are judged as they say")
    func vectors() throws {
        guard let folder = Fixtures.folder("26-tlog", cases: 6) else { return }
        let root = try JSONDocument(try folder.bytes("signed-note-vectors.json"), name: "vectors").root
        let text = try #require(root["text"]?.string)
        let peter = try #require(root["peterSig"]?.string)
        let enoch = try #require(root["enochSig"]?.string)
        let key = try NoteKey(try #require(root["keys"]?["peter"]?.string))
        let other = try NoteKey(try #require(root["keys"]?["enoch"]?.string))

        let note = try SignedNote(text + "\n" + peter + enoch)
        #expect(key.verified(in: note) == 1)
        #expect(key.verified(in: note) + other.verified(in: note) == 2)
        #expect(try SignedNote(text + "\n" + peter + peter + enoch).signatures.count == 3)
        #expect(
            refusalCode { try SignedNote(text + "\n" + String(repeating: peter, count: 101)) } == "checkpoint-malformed"
        )
        // One character changed inside the signature: known key, bad signature.
        let broken = peter.prefix(60) + "ABCD" + peter.dropFirst(60)
        #expect(key.verified(in: try SignedNote(text + "\n" + broken)) == 0)
        for malformed in [text, text + "\n", text + peter, "\n" + peter.dropLast(), text + "\r\n" + peter] {
            #expect(refusalCode { try SignedNote(String(malformed)) } == "checkpoint-malformed")
        }
    }

    @Test("every checkpoint of a real log is signed by it, and by nobody else")
    func checkpoints() throws {
        guard let folder = Fixtures.folder("26-tlog", cases: 15) else { return }
        let root = try JSONDocument(try folder.bytes("signed-note-vectors.json"), name: "vectors").root
        let key = try NoteKey(try #require(root["keys"]?["tessera-testdata"]?.string))
        let stranger = try NoteKey(try #require(root["keys"]?["peter"]?.string))
        var sizes: Set<UInt64> = []
        for file in try folder.allFiles(suffix: "").filter({ $0.contains("log/checkpoint.") }) {
            let checkpoint = try Checkpoint(try folder.text(file))
            sizes.insert(checkpoint.treeSize)
            #expect(throws: Never.self, "\(file)") { try checkpoint.requireSigned(by: key.log(named: key.name)) }
            #expect(
                refusalCode { try checkpoint.requireSigned(by: stranger.log(named: key.name)) }
                    == "checkpoint-signature")
            #expect(
                refusalCode { try checkpoint.requireSigned(by: key.log(named: "other.example")) } == "checkpoint-origin"
            )
        }
        #expect(sizes.count >= 15)
    }
}

/// A note verifier key: `name+hint+base64(type ‖ key)`, of Ed25519 alone.
private struct NoteKey {
    let name: String
    private let key: PublicKey

    init(_ text: String) throws {
        let parts = text.split(separator: "+", maxSplits: 2)
        name = String(parts[0])
        let raw = try #require(Base64.decode(String(parts[2])))
        #expect(raw.first == 0x01)
        key = try PublicKey(
            spki: [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00] + raw.dropFirst())
    }

    func log(named name: String) -> TransparencyLog {
        TransparencyLog(
            baseURL: "https://\(name)", operatorName: "", key: key, logID: [],
            validFor: TimeRange(start: Instant(seconds: 0), end: nil))
    }

    func verified(in note: SignedNote) -> Int {
        let log = log(named: name)
        return note.signatures.filter {
            log.isSigner(name: $0.name, keyHint: $0.keyHint) && key.verifies($0.bytes, over: note.text)
        }.count
    }
}
