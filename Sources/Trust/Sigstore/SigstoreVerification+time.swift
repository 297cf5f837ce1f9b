/// When the signature existed (client specification, 4.2).
extension SigstoreVerification {
    /// Instants, and what was passed over.
    typealias Times = (times: [TrustedTime], notes: [String])

    /// Every token must hold that names an authority of the root; those of strangers are passed over.
    func timestamps() throws(Diagnostic) -> Times {
        var found: Times = ([], [])
        for der in evidence.timestamps {
            let token = try TimestampToken(response: der)
            let named = root.timestampAuthorities.compactMap { authority in
                authority.signer(of: token).map { (authority, $0) }
            }
            guard !named.isEmpty else {
                found.notes.append("a timestamp by an authority that the trusted root does not list")
                continue
            }
            found.times.append(try trustedTime(of: token, among: named))
        }
        return found
    }

    /// One authority may stand in the root several times, with a span of validity each.
    private func trustedTime(
        of token: TimestampToken, among named: [(TimestampAuthority, Certificate)]
    ) throws(Diagnostic) -> TrustedTime {
        var refusals: [Diagnostic] = []
        for (authority, signer) in named {
            do throws(Diagnostic) {
                let instant = try authority.instant(of: token, signedBy: signer, over: evidence.signature)
                return TrustedTime(
                    source: .timestampAuthority(authority.name),
                    voice: authority.operatorName.isEmpty ? authority.name : authority.operatorName, instant: instant)
            } catch {
                refusals.append(error)
            }
        }
        throw refusals.last ?? SigstoreRefusal.timestampUnknownAuthority.diagnostic("nobody made the timestamp")
    }

    /// The times of promises that hold. The time in an entry is the log's word only through its promise.
    func promises() throws(Diagnostic) -> Times {
        var found: Times = ([], [])
        for entry in evidence.logEntries {
            let logs = logs(of: entry)
            guard !logs.isEmpty else {
                found.notes.append(
                    "an entry of the log \(Hex.encode(entry.logID)), which the trusted root does not list")
                continue
            }
            guard let promise = entry.promise else {
                if evidence.logEvidence == .promise {
                    throw SigstoreRefusal.logPromiseMissing.diagnostic("the log entry lacks the log's promise")
                }
                continue
            }
            let signed = entry.promiseMessage
            guard logs.contains(where: { $0.key.verifies(promise, over: signed) }) else {
                throw SigstoreRefusal.logPromise.diagnostic(
                    "the promise of \(logs[0]) does not hold for the log entry")
            }
            guard let seconds = entry.integratedTime else {
                throw SigstoreRefusal.logPromise.diagnostic("the promise of \(logs[0]) is of no time")
            }
            let time = Instant(seconds: seconds)
            guard let log = logs.first(where: { $0.validFor.contains(time) }) else {
                throw SigstoreRefusal.logOutsideValidity.diagnostic(
                    "the log entry is of \(time), and \(logs[0]) is believed \(logs[0].validFor)")
            }
            found.times.append(TrustedTime(source: .log(log.baseURL), voice: log.voice, instant: time))
        }
        return found
    }

    /// The entry's log, once for each span of its validity.
    func logs(of entry: LogEntry) -> [TransparencyLog] {
        root.logs.filter { $0.logID == entry.logID }
    }
}
