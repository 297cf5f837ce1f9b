internal import COpenSSL

/// Owner of an `OSSL_LIB_CTX` and of the providers loaded into it.
///
/// There is one besides the default: opening old PKCS#12 files takes RC2 and DES, and loading those into the default
/// context would offer them to every other use of OpenSSL in the process.
final class LibraryContext: @unchecked Sendable {
    // @unchecked: written in `init` only; fetching from a library context is locked inside (openssl-threads(7)).
    private let pointer: OpaquePointer
    private let providers: [OpaquePointer]
    /// False where the `legacy` module is not installed, as in minimal containers.
    let hasLegacyCiphers: Bool

    /// Made at its first use, because most runs never open a PKCS#12 file.
    static let legacy = LibraryContext()

    private init() {
        guard let pointer = OSSL_LIB_CTX_new() else { preconditionFailure("out of memory for a library context") }
        self.pointer = pointer
        // Loading one provider by hand stops OpenSSL from loading `default` on its own.
        guard let standard = OSSL_PROVIDER_load(pointer, "default") else {
            preconditionFailure("this OpenSSL has no default provider")
        }
        let legacy = OSSL_PROVIDER_load(pointer, "legacy")
        providers = [standard] + (legacy.map { [$0] } ?? [])
        hasLegacyCiphers = legacy != nil
        ErrorQueue.clear()
    }

    deinit {
        for provider in providers { OSSL_PROVIDER_unload(provider) }
        OSSL_LIB_CTX_free(pointer)
    }

    func withPointer<Result>(_ body: (OpaquePointer) -> Result) -> Result {
        withExtendedLifetime(self) { body(pointer) }
    }
}
