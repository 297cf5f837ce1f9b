import Airworthy
import AirworthyTesting
import Foundation
import Trust

/// Layouts: the same images in somebody else's directory.
extension RegistryRow {
    static let layouts: [RegistryRow] = [
        RegistryRow("R16", "a signed image in a layout passes", .passes()) { .signature(try signed($0).subject) },
        RegistryRow("R16", "a digest that is a path out of the layout", .obstacle("layout-escape")) {
            let image = $0.shelf.pushImage(to: $0.shelved)
            $0.shelf.list("sha256:../../../../../../etc/passwd", in: $0.shelved)
            return .signature("\($0.shelved.repository)@\(image.digest)")
        },
        RegistryRow("R16", "a name that is a path is a name nobody asks for", .passes()) {
            let question = try signed($0)
            for digest in question.subject.split(separator: "@").dropFirst() {
                $0.shelf.list(String(digest), tag: "../../../../etc/passwd", in: $0.shelved)
            }
            return question
        },
        RegistryRow("R16", "a blob that is a link out of the layout", .obstacle("layout-escape")) {
            let image = $0.shelf.pushImage(to: $0.shelved)
            let place = $0.directory.path($0.shelf.path(of: Digest.of(Array("layer one".utf8)), in: $0.shelved))
            // The right bytes, so that only the link gives it away.
            try $0.directory.write("layer one", to: "elsewhere")
            try FileManager.default.removeItem(atPath: place)
            try FileManager.default.createSymbolicLink(
                atPath: place, withDestinationPath: $0.directory.path("elsewhere"))
            return .digest("\($0.shelved.repository)@\(image.digest)")
        },
        RegistryRow("R16", "a blob that is not there", .finding("missing-blob")) {
            let image = $0.shelf.pushImage(to: $0.shelved)
            try remove(Digest.of(Array("layer one".utf8)), $0)
            return .digest("\($0.shelved.repository)@\(image.digest)")
        },
        RegistryRow("R16", "a manifest that is not there", .finding("missing-manifest")) {
            let image = $0.shelf.pushImage(to: $0.shelved)
            try remove(image.digest, $0)
            return .digest("\($0.shelved.repository)@\(image.digest)")
        },
        RegistryRow("R16", "a digest listed twice is one image", .passes()) {
            let question = try signed($0)
            for line in question.subject.split(separator: "@").dropFirst() {
                for _ in 0..<2 { $0.shelf.list(String(line), tag: "v1", in: $0.shelved) }
            }
            return question
        },
    ]

    private static func signed(_ scene: RegistryScene) throws -> Question {
        let image = scene.shelf.pushImage(to: scene.shelved)
        try scene.tagSignature(of: image, in: scene.shelved, on: scene.shelf)
        return .signature("\(scene.shelved.repository)@\(image.digest)")
    }

    private static func remove(_ digest: Digest, _ scene: RegistryScene) throws {
        try FileManager.default.removeItem(
            atPath: scene.directory.path(scene.shelf.path(of: digest, in: scene.shelved)))
    }
}
