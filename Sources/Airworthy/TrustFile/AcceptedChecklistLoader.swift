import Trust

/// Reads one element of `checklists`.
enum AcceptedChecklistLoader {
    static func load(_ node: YAMLNode) throws(InputError) -> AcceptedChecklist {
        var fields = try FieldReader(node, as: "an accepted checklist")
        guard let phase = try fields.optionalChoice("phase", of: Phase.self) else { throw fields.missing("phase") }
        let name = try fields.string("checklist")
        let text = try fields.optionalString("sha256")
        let place = fields.place(of: "sha256")
        try fields.finish()
        let digest = text.flatMap { Digest($0) }
        guard text == nil || digest != nil else {
            throw InputError(
                "malformed-digest", "`sha256` of the checklist `\(Excerpt.of(name))` is no digest", at: place,
                remedy: "write `sha256:` and the 64 hex digits that `sha256sum` prints of the file")
        }
        return AcceptedChecklist(phase: phase.rawValue, name: name, digest: digest, location: fields.location)
    }
}
