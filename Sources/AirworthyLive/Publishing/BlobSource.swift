import Airworthy
import Trust

/// A place whose blobs can be had piece by piece, so that memory does not grow with them.
protocol BlobSource: ImageSource {
    /// Pours a blob into `sink`, unjudged: whoever keeps it compares it with its digest.
    /// - Returns: false when there is no such blob.
    func pour(
        _ digest: Digest, in repository: ImageReference, into sink: any BodySink
    ) async throws(Obstacle) -> Bool

    /// The blob as the file it is, where it is one.
    func file(of digest: Digest, in repository: ImageReference) async throws(Obstacle) -> BlobFile?
}

extension BlobSource {
    func file(of digest: Digest, in repository: ImageReference) async throws(Obstacle) -> BlobFile? { nil }
}

extension OfflineImages: BlobSource {
    func pour(
        _ digest: Digest, in repository: ImageReference, into sink: any BodySink
    ) async throws(Obstacle) -> Bool {
        throw refusal(repository)
    }
}

extension RegistryImages: BlobSource {
    func pour(
        _ digest: Digest, in repository: ImageReference, into sink: any BodySink
    ) async throws(Obstacle) -> Bool {
        try await repositories.read(blob: digest, of: repository, into: sink)
    }
}

extension LayoutImages: BlobSource {
    func pour(
        _ digest: Digest, in repository: ImageReference, into sink: any BodySink
    ) async throws(Obstacle) -> Bool {
        let found = try await within(repository) { (layout, cancellation) throws(Obstacle) -> Bool? in
            try layout.pour(digest, into: sink, unless: cancellation)
        }
        return found == true
    }

    func file(of digest: Digest, in repository: ImageReference) async throws(Obstacle) -> BlobFile? {
        try await within(repository) { (layout, _) throws(Obstacle) -> BlobFile? in try layout.open(digest) }
    }
}
