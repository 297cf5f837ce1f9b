import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("adding to an index that others wrote")
struct IndexEditTests {
    private static let name = "org.opencontainers.image.ref.name"

    private func descriptor(_ byte: UInt8) -> Descriptor {
        Descriptor(mediaType: MediaType.imageManifest, digest: Digest.of([byte]), size: 1)
    }

    private func names(_ edit: IndexEdit) -> [String?] {
        edit.listed.map { entry in
            guard case .object(let members) = entry, case .object(let annotations)? = members["annotations"],
                case .string(let name)? = annotations[Self.name]
            else { return nil }
            return name
        }
    }

    @Test("what is there stays as it was written, members nobody knows included")
    func kept() throws {
        let text = #"""
            {"schemaVersion":2,"vendor":{"deep":[1,null,"x"]},"annotations":{"a":"b"},"manifests":[
            {"digest":"sha256:\#(String(repeating: "a", count: 64))","size":7,"mediaType":"m/x","future":true}]}
            """#
        var edit = try IndexEdit(Array(text.utf8), name: "index.json")
        edit.list(descriptor(1))
        let root = try JSONDocument(edit.bytes, name: "written").root
        #expect(root["vendor"]?["deep"]?.elements.count == 3)
        #expect(root["annotations"]?["a"]?.string == "b")
        #expect(root["manifests"]?[0]?["future"]?.bool == true)
        #expect(root["manifests"]?[1]?["digest"]?.string == Digest.of([1]).description)
    }

    @Test("a digest is listed once, and the second time changes nothing")
    func once() {
        var edit = IndexEdit()
        let changes = [edit.list(descriptor(1)), edit.list(descriptor(1))]
        #expect(changes == [true, false])
        #expect(edit.lists(Digest.of([1])) && !edit.lists(Digest.of([2])))
        #expect(edit.count == 1)
    }

    @Test("a name moves: what had it before stays listed without one")
    func renaming() {
        var edit = IndexEdit()
        let changes = [1, 1, 2].map { edit.list(descriptor($0), as: "v1") }
        #expect(changes == [true, false, true])
        #expect(edit.count == 2)
        #expect(names(edit) == [nil, "v1"])
    }

    @Test("one image may have two names, and an unnamed entry is named rather than doubled")
    func twoNames() {
        var edit = IndexEdit()
        edit.list(descriptor(1))
        edit.list(descriptor(1), as: "v1")
        #expect(edit.count == 1)
        edit.list(descriptor(1), as: "latest")
        #expect(names(edit) == ["v1", "latest"])
    }

    @Test(
        "what is no index is somebody's and is refused",
        arguments: [
            #"{"schemaVersion":2,"config":{},"layers":[]}"#,
            #"{"schemaVersion":1,"manifests":[]}"#,
            #"{"schemaVersion":2,"manifests":[{"size":1}]}"#,
            #"{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","manifests":[]}"#,
        ])
    func refused(text: String) {
        #expect(refusalCode { try IndexEdit(Array(text.utf8), name: "index") } == "index-invalid")
    }
}
