import Trust

/// `versions.yaml`: what a repository says is running in one environment.
struct VersionsFile: Sendable {
    struct Service: Sendable {
        let name: String
        let version: String
        let image: ImageReference
        let location: Location
    }

    let environment: String
    let release: String
    let services: [Service]
    let location: Location

    /// - Throws: every kind of text that would have to be guessed at: unknown keys, versions that are numbers, images
    ///   without a digest.
    init(_ bytes: [UInt8], name: String) throws(InputError) {
        var fields = try FieldReader(try YAMLDocument.parse(bytes, name: name), as: "the versions file")
        environment = try fields.string("environment")
        release = try fields.string("release")
        services = try (try fields.optionalMembers("services") ?? []).map { (member) throws(InputError) in
            var fields = try FieldReader(member.value, as: "service `\(member.key)`")
            let version = try fields.string("version")
            let place = fields.place(of: "image")
            let image = try ImageReference(try fields.string("image"), at: place)
            guard image.digest != nil else {
                throw InputError(
                    "not-pinned", "image `\(image)` of service `\(member.key)` has no digest", at: place,
                    remedy: "pin it: `\(image)@sha256:…`")
            }
            try fields.finish()
            return Service(name: member.key, version: version, image: image, location: member.location)
        }
        location = fields.location
        try fields.finish()
    }
}
