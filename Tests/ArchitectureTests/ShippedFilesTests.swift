import Airworthy
import Testing

/// The YAML the repository ships is read by the same strict loaders as everybody's.
@Suite("Shipped files")
struct ShippedFilesTests {
    static let checklists = SourceTree.shared.files.filter {
        $0.path.hasPrefix("Checklists/") && $0.path.hasSuffix(".yaml")
    }

    @Test("there is a checklist for every phase")
    func phases() throws {
        let phases = try Self.checklists.map { try ChecklistLoader.load(Array($0.text.utf8), source: $0.path).phase }
        #expect(Set(phases) == Set(Phase.allCases))
    }

    @Test("every checklist loads, asks only what there is to ask, is named like its file and says whom it is for")
    func checklistsLoad() throws {
        for file in Self.checklists {
            let checklist = try ChecklistLoader.load(Array(file.text.utf8), source: file.path)
            try ChecklistLint.bindKinds(checklist)
            #expect("\(checklist.name).yaml" == file.name)
            let opening = file.lines.prefix { $0.hasPrefix("#") }
            #expect(opening.contains { $0.hasPrefix("# For ") }, "\(file.path) does not say whom it is for")
        }
    }

    @Test("every shipped YAML file names its schema first")
    func schemas() {
        let shipped = SourceTree.shared.files.filter { file in
            file.path.hasSuffix(".yaml") && (file.path.hasPrefix("Checklists/") || file.path.hasPrefix("Keys/"))
        }
        for file in shipped {
            let first = file.lines.first ?? ""
            #expect(first.hasPrefix("# yaml-language-server: $schema=../Docs/schemas/"), "\(file.path)")
        }
    }
}
