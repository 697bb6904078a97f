import { useMessages } from '../../i18n';
import { Button } from '../shared/button';
import { CutName } from '../shared/cut-name';

/** What becomes of a photo that was looked at. */
export type ReviewAnswer = 'save' | 'skip' | 'open';

/** A repaired photo that was not saved yet. */
export interface BatchReviewProps {
  readonly name: string;
  /** URLs of pictures of one size. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly markCount: number;
  /** How many wait, this one among them. */
  readonly waiting: number;
  readonly onAnswer: (answer: ReviewAnswer) => void;
}

/** A photo before and after its repair, and what is to become of it. */
export function BatchReview(props: BatchReviewProps) {
  const { name, before, after, markCount, waiting, onAnswer } = props;
  const { t } = useMessages();
  const pictures = [
    { caption: t('compare.original'), url: before },
    { caption: t('compare.repaired'), url: after },
  ];
  return (
    <section className="batch-review" aria-label={t('batch.review.title')}>
      <div className="batch-review-head">
        <h3>
          <CutName name={name} />
        </h3>
        <p className="secondary tabular">
          {t('batch.review.marks', { count: markCount })}{' '}
          {waiting > 1 && t('batch.review.waiting', { count: waiting - 1 })}
        </p>
        <Button kind="primary" onPress={() => onAnswer('save')}>
          {t('batch.review.save')}
        </Button>
        <Button onPress={() => onAnswer('skip')}>{t('batch.review.skip')}</Button>
        <Button onPress={() => onAnswer('open')}>{t('batch.review.open')}</Button>
      </div>
      <div className="batch-review-pictures">
        {pictures.map(({ caption, url }) => (
          <figure key={caption}>
            <figcaption>{caption}</figcaption>
            {url !== undefined && <img src={url} alt={caption} />}
          </figure>
        ))}
      </div>
    </section>
  );
}
