public import Trust

extension Descriptor {
    /// As it stands in a document.
    public var json: JSON {
        .members([
            "mediaType": .string(mediaType), "digest": .string("\(digest)"), "size": .integer(size),
            "artifactType": artifactType.map(JSON.string),
            "annotations": annotations.isEmpty ? nil : .object(annotations.mapValues(JSON.string)),
            "urls": urls.isEmpty ? nil : .array(urls.map(JSON.string)),
            "platform": platform.map {
                .members([
                    "os": .string($0.os), "architecture": .string($0.architecture),
                    "variant": $0.variant.map(JSON.string),
                ])
            },
        ])
    }
}
