import CCurl
import Glibc

/// The sending half of a ``CurlTransfer``: hands libcurl the body as it asks for it.
///
/// `@unchecked Sendable`: used by the loop's thread only, like the transfer that owns it.
final class CurlUpload: @unchecked Sendable {
    private let body: (any UploadBody)?

    /// - Parameter body: nil for an empty one, which still has a `Content-Length`: registries answer 411 without.
    init(_ body: (any UploadBody)?) {
        self.body = body
    }

    /// The handle's owner must hold on to this for as long as the handle is used.
    func configure(_ handle: UnsafeMutableRawPointer) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        // The same body is sent again when the first answer was a 401.
        body?.rewind()
        let codes = [
            airworthy_curl_set_long(handle, CURLOPT_UPLOAD, 1),
            airworthy_curl_set_offset(handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(body?.size ?? 0)),
            airworthy_curl_set_long(handle, CURLOPT_UPLOAD_BUFFERSIZE, 256 << 10),
            airworthy_curl_set_receiver(handle, CURLOPT_READFUNCTION, fetchBody),
            airworthy_curl_set_context(handle, CURLOPT_READDATA, context),
            airworthy_curl_set_seeker(handle, CURLOPT_SEEKFUNCTION, rewindBody),
            airworthy_curl_set_context(handle, CURLOPT_SEEKDATA, context),
        ]
        precondition(codes.allSatisfy { $0 == CURLE_OK }, "libcurl refused an option of an upload")
    }

    fileprivate func fetch(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard let body else { return 0 }
        return body.read(into: buffer) ?? Int(CURL_READFUNC_ABORT)
    }

    fileprivate func rewind() { body?.rewind() }
}

// Called by libcurl on the loop's thread. Free functions for the reason given in CurlTransfer.swift.

private func fetchBody(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context else { return Int(CURL_READFUNC_ABORT) }
    let upload = Unmanaged<CurlUpload>.fromOpaque(context).takeUnretainedValue()
    return upload.fetch(into: UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
}

private func rewindBody(_ context: UnsafeMutableRawPointer?, _ offset: curl_off_t, _ origin: Int32) -> Int32 {
    guard let context, offset == 0, origin == SEEK_SET else { return Int32(CURL_SEEKFUNC_CANTSEEK) }
    Unmanaged<CurlUpload>.fromOpaque(context).takeUnretainedValue().rewind()
    return Int32(CURL_SEEKFUNC_OK)
}
