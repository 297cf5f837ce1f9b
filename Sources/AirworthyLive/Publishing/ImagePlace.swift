public import Airworthy
import Trust

/// Somewhere an image can be read from and written to: a repository in a registry, or a layout on disk.
public struct ImagePlace: Sendable {
    /// How it is called; for a layout on disk with `oci:` and its parent directory where a registry stands otherwise.
    public let reference: ImageReference
    let source: any BlobSource
    let writer: any ImageWriter

    public var images: any ImageSource { source }
}

extension ImagePlace {
    /// What is listed for `subject` here, asked again when the registry stumbles: docker-registry writes a tag's file in
    /// place, and who reads a fallback tag meanwhile is answered 500.
    func listed(for subject: Digest) async throws(Obstacle) -> Set<Digest> {
        for attempt in 1... {
            do throws(Obstacle) {
                return Set(try await source.referrers(of: subject, in: reference, limit: IndexEdit.entryLimit))
            } catch {
                guard error.diagnostic.code == "registry-status", attempt < 6 else { throw error }
                // A cancelled task asks once more at once, and is then told that it was interrupted.
                try? await Task.sleep(for: .milliseconds(100 * attempt))
            }
        }
        preconditionFailure("the attempts have no end")
    }
}
