public import Trust

/// One way in which an image, as its source serves it, is not what its digest, its descriptors or the format say.
public struct ImageDefect: Error, Sendable, Hashable {
    public enum Code: String, Sendable, Hashable, CaseIterable {
        case missingManifest = "missing-manifest"
        case missingBlob = "missing-blob"
        case digestMismatch = "digest-mismatch"
        case sizeMismatch = "size-mismatch"
        case mediaTypeMismatch = "media-type-mismatch"
        case unknownMediaType = "unknown-media-type"
        case schemaOne = "schema-1"
        case malformedManifest = "malformed-manifest"
        case unverifiableDigest = "unverifiable-digest"
        case inlineDataMismatch = "inline-data-mismatch"
        case tooManyLayers = "too-many-layers"
        case tooManyPlatforms = "too-many-platforms"
        case tooDeep = "too-deep"
        case emptyIndex = "empty-index"
        case foreignLayer = "foreign-layer"
    }

    public let code: Code
    public let message: String
    public let location: Location?

    public init(_ code: Code, _ message: String, at location: Location? = nil) {
        self.code = code
        self.message = message
        self.location = location
    }

    public var diagnostic: Diagnostic {
        Diagnostic(code.rawValue, message, at: location, remedy: code.remedy)
    }
}

/// The defects a reader can meet are the findings of `image-digest`, one for one.
extension ImageDefect.Code: FindingCode {
    public var meaning: String {
        switch self {
        case .missingManifest: "the source has no manifest with the digest that is named"
        case .missingBlob: "the source has no config or layer with the digest a manifest names"
        case .digestMismatch: "the bytes do not hash to the digest they are named by"
        case .sizeMismatch: "the bytes are not as many as the descriptor says"
        case .mediaTypeMismatch:
            "the document, its descriptor and its source disagree on what it is, or a layer is packed otherwise than its type says"
        case .unknownMediaType: "a manifest, config or layer is of a media type airworthy does not know"
        case .schemaOne: "the manifest is of Docker's first format, whose layers are not bound by digest"
        case .malformedManifest: "the manifest is not the JSON its media type promises"
        case .unverifiableDigest: "a digest uses an algorithm that cannot be checked"
        case .inlineDataMismatch: "a descriptor's inline `data` is not the content it describes"
        case .tooManyLayers: "a manifest lists more layers than will be looked at"
        case .tooManyPlatforms: "an index lists more manifests than will be looked at"
        case .tooDeep: "indexes are nested deeper than will be looked at"
        case .emptyIndex: "an index lists no manifest, so there is nothing to look at"
        case .foreignLayer: "a layer is to be fetched from elsewhere, so its bytes could not be looked at"
        }
    }

    public var remedy: String {
        switch self {
        case .missingManifest, .missingBlob: "push the image again, or name a digest the registry still has"
        case .digestMismatch, .sizeMismatch:
            "do not ship it: push the image again from where it was built, and find out who changed these bytes"
        case .mediaTypeMismatch: "rebuild and push the image with a tool that writes consistent media types"
        case .unknownMediaType: "push the image in OCI or Docker schema 2 format, or correct the reference"
        case .schemaOne: "push the image again with a client that writes OCI or Docker schema 2 manifests"
        case .malformedManifest: "rebuild and push the image"
        case .unverifiableDigest: "rebuild and push the image with sha256 or sha512 digests"
        case .inlineDataMismatch: "rebuild and push the image without inline `data`"
        case .tooManyLayers: "rebuild the image with fewer layers"
        case .tooManyPlatforms: "split the index, or raise `platforms`"
        case .tooDeep: "push the index without nesting"
        case .emptyIndex: "push the index again with its platforms"
        case .foreignLayer: "push the layer to the registry, or build on a base image that allows it"
        }
    }
}
