import Trust

/// Reads one member of `services`.
enum ServiceLoader {
    static func load(_ member: YAMLNode.Member) throws(InputError) -> Service {
        var fields = try FieldReader(member.value, as: "service `\(member.key)`")
        let version = try fields.string("version")
        let imageText = try fields.string("image")
        let place = fields.place(of: "image")
        let image = try ImageReference(imageText, at: place)
        guard image.digest != nil else {
            throw InputError(
                "not-pinned", "image `\(image)` of service `\(member.key)` has no digest", at: place,
                remedy: "pin it: `\(image)@sha256:…`")
        }
        let revision = try fields.optionalString("revision")
        if let revision, !isRevision(revision) {
            throw InputError(
                "bad-revision", "`\(revision)` is not a full commit id", at: fields.place(of: "revision"),
                remedy: "write all 40 (or 64) lower-case hex digits")
        }
        let owner = try fields.string("owner")
        let role = try fields.optionalChoice("class", of: Service.Class.self) ?? .producer
        let dependsOn = try fields.optionalStrings("dependsOn") ?? []
        // Contracts are the business of the `contract` and `graph` checks.
        _ = fields.node("exposes")
        _ = fields.node("consumes")
        try fields.finish()
        return Service(
            name: member.key, version: version, image: image, revision: revision, owner: owner, class: role,
            dependsOn: dependsOn, location: place)
    }

    static func isRevision(_ text: String) -> Bool {
        [40, 64].contains(text.utf8.count) && Hex.decode(text) != nil
    }
}
