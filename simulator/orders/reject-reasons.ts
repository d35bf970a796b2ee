// Why a seller says no, to a request to cancel or to a return: TikTok's keys by market with the words a person sees (developer docs,
// "Get Reject Reasons"). Refuses to know what they answer.

export interface RejectReason {
  name: string;
  text: string;
}

const reason = (name: string, text: string): RejectReason => ({ name, text });

const popup = (tail: string): RejectReason[] =>
  (
    [
      ["invalid_cancellation_reason", "The reason does not apply"],
      ["delivered", "The order has been delivered"],
      ["buyer_agree", "The buyer agreed to keep the order"],
    ] as const
  ).map(([name, text]) => reason(`order_manage_list_action_respond_popup_reject_reason_${name}${tail}`, text));

const PACKED = reason("seller_reject_apply_product_has_been_packed", "Product has been packed");
const COMMON = [PACKED, ...popup("")];
const LATIN = [reason("reverse_reject_request_reason_5", "The package has been handed over")];

const OF_CANCEL: Record<string, RejectReason[]> = {
  US: [
    reason("ecom_reverse_reject_cancel_reason_product_packed", "Product has been packed"),
    reason("seller_reject_apply_unable_to_change_address", "The address cannot be changed"),
    reason("ecom_reverse_reject_refund_request_package_delivery_multiple_boxes", "Delivered in several boxes"),
  ],
  GB: [PACKED, ...popup("_uk")],
  MX: LATIN,
  BR: LATIN,
};
const UNACCEPTABLE = [reason("ecom_refund_reject_reason_cancel_unacceptable_uk", "The cancellation is not acceptable")];
const EU = ["DE", "FR", "ES", "IT", "IE", "AT", "BE", "NL", "PL"];

export const cancelRejectReasons = (region: string): RejectReason[] => (EU.includes(region) ? UNACCEPTABLE : (OF_CANCEL[region] ?? COMMON));
