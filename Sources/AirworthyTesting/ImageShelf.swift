public import Airworthy
public import Trust

/// Where a test puts images: memory, or a registry that is asked over HTTP. The same makers fill both.
public protocol ImageShelf {
    /// Stores a blob under its digest.
    @discardableResult
    func push(blob bytes: [UInt8], to repository: ImageReference) -> Digest

    /// Stores a manifest under its digest, and lists it as a referrer of `subject`.
    @discardableResult
    func push(
        manifest bytes: [UInt8], mediaType: String?, to repository: ImageReference, tag: String?, subject: Digest?
    ) -> Digest
}
