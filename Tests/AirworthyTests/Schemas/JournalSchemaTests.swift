import AirworthyTesting
import Testing
import Trust

@testable import Airworthy

/// Records of a journal, held against the schema and against who reads them.
@Suite("The schema of a journal's records")
struct JournalSchemaTests {
    /// The line of a first record about any event, hashed by what `Docs/formats/journal.md` says and not by our own code.
    private func record(_ event: JSON) -> JSON {
        let previous = "sha256:" + String(repeating: "0", count: 64)
        let fields = ["https://airworthy.dev/journal-record/v1", "1", text(event), previous]
        let hashed = fields.flatMap { field -> [UInt8] in
            withUnsafeBytes(of: UInt64(field.utf8.count).bigEndian) { Array($0) } + Array(field.utf8)
        }
        return [
            "event": event, "hash": .string(Digest.of(hashed).description), "index": 1, "previous": .string(previous),
        ]
    }

    private func text(_ json: JSON) -> String { String(decoding: json.canonicalBytes(), as: UTF8.self) }

    private func refusal(_ record: JSON) -> String? {
        refusalCode { try JournalText(record.canonicalBytes() + [10]) }
    }

    private func json(_ text: String) throws -> JSON { try JSONDocument(Array(text.utf8), name: "event").root.json }

    @Test("every record of a journal is as the schema says")
    func written() throws {
        let lines = JournalChainTests.journal().split(separator: 10)
        #expect(lines.count == JournalChainTests.events.count)
        for line in lines {
            let json = try JSONDocument(Array(line), name: "record").root.json
            #expect(try DocumentSchema.journal.faults(in: json) == [])
            // By itself too, so that what the next test changes is taken before it is changed.
            guard case .object(let members) = json, let event = members["event"] else {
                Issue.record("a record has an event")
                continue
            }
            #expect(refusal(record(event)) == nil, "\(text(event))")
        }
    }

    private static let began = """
        {"at":"2026-11-20T00:00:00Z","event":"began","inputs":{"checklist":"D","effective":"2026-11-20T00:00:00Z",\
        "environment":"production","epoch":1,"expires":"2026-11-21T00:00:00Z","manifest":"D","plan":"D","tool":"1",\
        "trust":"D"},"run":"5f21","seed":"7"}
        """.replacing("\"D\"", with: "\"sha256:" + String(repeating: "a", count: 64) + "\"")
    private static let intent = #"{"attempt":1,"event":"intent","key":"k","token":7,"undoable":"yes","unit":"u"}"#
    private static let failed = """
        {"attempt":1,"event":"result","inputs":[{"answer":"file","path":"a","question":"kind"}],"milliseconds":5,\
        "outcome":{"evidence":[{"content":"AQI=","digest":"sha256:\(String(repeating: "a", count: 64))",\
        "mediaType":"text/plain","uri":"stdout"}],"findings":[{"code":"c","location":["path","a"],"message":"m",\
        "notes":["n"],"remedy":"r"}],"name":"failed"},"unit":"u"}
        """
    private static let others = [
        #"{"at":"2026-11-20T00:00:00Z","event":"leased","token":7}"#,
        #"{"at":"2026-11-20T00:00:00Z","cleared":"no","event":"ended"}"#,
        #"{"attempt":1,"event":"retry","milliseconds":5,"unit":"u"}"#, #"{"event":"undoing","reason":"r"}"#,
    ]

    private static let wrong: [(event: String, old: String, new: String)] = [
        (began, #""event":"began""#, #""event":"begun""#), (began, #","run":"5f21""#, ""),
        (began, #""run":"5f21""#, #""run":5"#), (began, #""seed":"7""#, #""seed":7"#),
        (began, #""seed":"7""#, #""seed":"-7""#),
        (began, #""epoch":1"#, #""epoch":"1""#), (began, #""epoch":1,"#, ""), (began, "sha256:", "md5:"),
        (began, #""tool":"1""#, #""tool":"1","zone":"x""#), (began, "2026-11-20T", "2026-11-31T"),
        (began, #""seed":"7""#, #""seed":"7","zone":"x""#),
        (intent, #""attempt":1,"#, ""), (intent, #""attempt":1"#, #""attempt":1.5"#), (intent, #""token":7,"#, ""),
        (intent, #""key":"k","#, ""), (intent, #""undoable":"yes""#, #""undoable":"no""#),
        (intent, #","unit":"u""#, ""),
        (intent, #""token":7"#, #""token":"7""#),
        (failed, #""name":"failed""#, #""name":"skipped""#), (failed, #""name":"failed""#, #""name":"passed""#),
        (failed, #""name":"failed""#, #""name":"failed","summary":"s""#),
        (failed, #""name":"failed""#, #""name":"errored""#),
        (failed, #""question":"kind""#, #""question":"size""#),
        (failed, #"{"answer":"file","path":"a","question":"kind"}"#, ""),
        (failed, #""code":"c","#, ""), (failed, #"["path","a"]"#, #"["place","a"]"#),
        (failed, #"["path","a"]"#, #""a""#),
        (failed, #"["n"]"#, "[]"), (failed, #""milliseconds":5"#, #""milliseconds":"5""#),
        (others[0], #""token":7"#, #""token":true"#), (others[0], #""at":"2026-11-20T00:00:00Z","#, ""),
        (others[1], #""no""#, "false"), (others[1], #""no""#, #""maybe""#), (others[2], #","unit":"u""#, ""),
        (others[2], #""unit":"u""#, #""unit":"u","when":"now""#), (others[3], #""r""#, "5"),
        (others[3], "undoing", "undone"),
    ]

    @Test("an event that is none, says less than it must or more than it may is refused by both")
    func events() throws {
        for event in [Self.began, Self.intent, Self.failed] + Self.others {
            let whole = record(try json(event))
            #expect(try DocumentSchema.journal.faults(in: whole) == [], "\(event)")
            #expect(refusal(whole) == nil, "\(event)")
        }
        for (event, old, new) in Self.wrong {
            try #require(event.contains(old), "\(old)")
            let changed = record(try json(event.replacing(old, with: new, maxReplacements: 1)))
            #expect(try !DocumentSchema.journal.faults(in: changed).isEmpty, "the schema takes \(new) for \(old)")
            #expect(refusal(changed) == "journal-unknown-event", "the reader takes \(new) for \(old)")
        }
    }

    @Test("a record that is not one line of its four members is refused by both")
    func records() throws {
        guard case .object(let members) = record(try json(Self.intent)) else { preconditionFailure("it is an object") }
        let wrong: [(key: String, value: JSON?)] = [
            ("event", nil), ("event", []), ("hash", nil), ("hash", "sha256:00"), ("index", 0), ("index", "1"),
            ("index", nil),
            ("previous", nil), ("previous", ""), ("note", "x"),
        ]
        for (key, value) in wrong {
            var changed = members
            changed[key] = value
            #expect(try !DocumentSchema.journal.faults(in: .object(changed)).isEmpty, "\(key)")
            #expect(["journal-broken", "journal-unknown-event"].contains(refusal(.object(changed))), "\(key)")
        }
    }
}
